// SPDX-License-Identifier: Apache-2.0
package org.tidings.websub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// The one request that a subscriber makes (WebSub section 5.1).
final class HubCall {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<Integer> AGAIN = Set.of(307, 308);

  private HubCall() {}

  /// What a hub said.
  sealed interface Answer {
    /// It will ask whether we meant it.
    record Accepted() implements Answer {}

    record Refused(String why) implements Answer {}

    record Unreachable(String why) implements Answer {}
  }

  /// Asks a hub, and where it sends us on to, once.
  static Answer subscribe(URI hub, URI topic, URI callback, Secret secret, Http http) {
    var reply = http.send(request(hub, topic, callback, secret));
    return onward(hub, reply)
        .map(it -> answer(http.send(request(it, topic, callback, secret)), it))
        .orElseGet(() -> answer(reply, hub));
  }

  private static Request request(URI hub, URI topic, URI callback, Secret secret) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("hub.callback", callback.toString());
    fields.put("hub.mode", "subscribe");
    fields.put("hub.topic", topic.toString());
    fields.put("hub.lease_seconds", String.valueOf(Subscriptions.LEASE.toSeconds()));
    fields.put("hub.secret", secret.reveal());
    // What the drafts before the Recommendation demanded; others ignore it.
    fields.put("hub.verify", "async");
    var body = new Form(fields).encoded().getBytes(StandardCharsets.US_ASCII);
    return Request.post(hub, new Request.Body(FORM, body));
  }

  /// Whether nobody listens on the way to it: a secret goes over https only (WebSub section 5.1),
  /// and without one anybody could send us to poll.
  static boolean isPrivate(URI hub) {
    return "https".equalsIgnoreCase(hub.getScheme())
        || String.valueOf(hub.getHost()).matches("localhost|127\\.[\\d.]+|\\[::1]");
  }

  private static Optional<URI> onward(URI hub, Reply reply) {
    return reply instanceof Reply.Answer answer && AGAIN.contains(answer.status())
        ? answer.headers().first("Location").flatMap(it -> address(hub, it))
        : Optional.empty();
  }

  private static Optional<URI> address(URI hub, String location) {
    try {
      return Optional.of(hub.resolve(location)).filter(HubCall::isPrivate);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the redirect itself is then the answer
    }
  }

  private static Answer answer(Reply reply, URI hub) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() -> new Answer.Accepted();
      case Reply.Answer answer ->
          new Answer.Refused(
              "the hub %s answers HTTP %d".formatted(Origin.of(hub), answer.status()));
      case Reply.NotSent(_, var why) -> new Answer.Unreachable("the hub can't be reached: " + why);
      case Reply.NoAnswer(var why) -> new Answer.Unreachable("the hub does not answer: " + why);
    };
  }
}
