// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.tidings.feed.HubOffer;
import org.tidings.http.Http;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;

/// WebSub's subscriber (W3C Recommendation of 2018): each subscription has a secret of its own, by
/// which the hub signs what it sends.
final class WebSub implements Protocol {
  /// Hubs may choose less (section 5.1 recommends ten days).
  private static final Duration LEASE = Duration.ofDays(10);

  /// What a hub that names no lease is taken to grant.
  private static final Duration UNSAID = Duration.ofDays(5);

  private static final Duration LONGEST_LEASE = Duration.ofDays(366);

  private final Callback callback;
  private final Keyring secrets;
  private final RandomGenerator random;
  private final HubCall call = new HubCall(Set.of(307, 308), this::canAsk);

  /// @param secrets keeps the secret of each subscription
  /// @param random must not be guessable
  WebSub(Callback callback, Keyring secrets, RandomGenerator random) {
    this.callback = callback;
    this.secrets = secrets;
    this.random = random;
  }

  /// Whether nobody listens on the way to it: a secret goes over https only (section 5.1), and
  /// without one anybody could send us to poll.
  @Override
  public boolean canAsk(URI hub) {
    return "https".equalsIgnoreCase(hub.getScheme())
        || String.valueOf(hub.getHost()).matches("localhost|127\\.[\\d.]+|\\[::1]");
  }

  @Override
  public boolean keepsAddress() {
    return false;
  }

  /// Section 5.1.
  @Override
  public Answer ask(HubOffer hub, String token, Http http) {
    var secret = Secret.of(RandomHex.of(32, random));
    secrets.put(token, secret); // durable before the request, as the address is
    return call.ask(
        hub.address(),
        form(hub.topic(), callback.of(token), secret),
        http,
        _ -> new Answer.Accepted());
  }

  private static Form form(URI topic, URI callback, Secret secret) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("hub.callback", callback.toString());
    fields.put("hub.mode", "subscribe");
    fields.put("hub.topic", topic.toString());
    fields.put("hub.lease_seconds", String.valueOf(LEASE.toSeconds()));
    fields.put("hub.secret", secret.reveal());
    // What the drafts before the Recommendation demanded; others ignore it.
    fields.put("hub.verify", "async");
    return new Form(fields);
  }

  /// Sections 5.2 and 5.3. Nobody is asked to end a subscription, so such a question is strange.
  @Override
  public Question question(HubOffer hub, Form query) {
    if (!query.get("hub.topic").equals(Optional.of(hub.topic().toString()))) {
      return new Question.Strange();
    }
    return switch (query.get("hub.mode").orElse("")) {
      case "subscribe" ->
          query
              .get("hub.challenge")
              .filter(it -> !it.isEmpty())
              .<Question>map(it -> meant(it, lease(query)))
              .orElseGet(Question.Strange::new);
      case "denied" -> new Question.Denied(query.get("hub.reason").orElse("no reason given"));
      default -> new Question.Strange();
    };
  }

  /// Renewed at 70 to 80 % of the lease.
  private Question.Meant meant(String challenge, Duration lease) {
    var share = 0.7 + 0.1 * random.nextDouble();
    return new Question.Meant(
        challenge, lease, Duration.ofMillis((long) (lease.toMillis() * share)));
  }

  private static Duration lease(Form query) {
    return query
        .get("hub.lease_seconds")
        .filter(it -> it.matches("[1-9]\\d{0,11}"))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .map(it -> it.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : it)
        .orElse(UNSAID);
  }

  /// Section 7.1; the body is not read but for its signature.
  @Override
  public Worth worth(HubOffer hub, String token, Optional<String> signature, byte[] body) {
    return secrets.get(token).map(it -> Signature.worth(signature, body, it)).orElse(Worth.NOTHING);
  }

  @Override
  public void forget(String token) {
    secrets.remove(token);
  }
}
