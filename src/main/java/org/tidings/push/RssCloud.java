// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.tidings.feed.HubOffer;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.http.Reply;

/// rssCloud's subscriber over HTTP POST (the rssCloud walkthrough, and "rssCloud interface" of the
/// RSS 2.0 specification). Its servers sign nothing, and many call over plain http: whoever listens
/// on the way learns the address that they call, and can make us look at the feed with it. So what
/// they send is a hint and never more.
final class RssCloud implements Protocol {
  /// Registrations end after 25 hours, and are to be renewed every 24 (RSS 2.0, "rssCloud
  /// interface").
  private static final Duration LEASE = Duration.ofHours(25);

  private static final Duration LATEST_RENEWAL = Duration.ofHours(24);
  private static final Duration SPREAD = Duration.ofHours(1);

  /// Blogs that moved to https send on from their old address; RFC 9110 section 15.4.2 lets a POST
  /// stay one.
  private static final HubCall CALL = new HubCall(Set.of(301, 302, 307, 308), _ -> true);

  private static final Pattern RESULT =
      Pattern.compile("<notifyResult\\b[^>]*\\bsuccess\\s*=\\s*[\"'](true|false)[\"'][^>]*>");
  private static final Pattern MESSAGE = Pattern.compile("\\bmsg\\s*=\\s*(\"[^\"]*\"|'[^']*')");

  private final Callback callback;
  private final RandomGenerator random;

  RssCloud(Callback callback, RandomGenerator random) {
    this.callback = callback;
    this.random = random;
  }

  /// A server is told nothing that others must not know.
  @Override
  public boolean canAsk(URI hub) {
    return true;
  }

  /// It knows its subscribers by their addresses: with a new one each day it would call us twice.
  @Override
  public boolean keepsAddress() {
    return true;
  }

  @Override
  public Answer ask(HubOffer hub, String token, Http http) {
    return CALL.ask(hub.address(), form(hub.topic(), callback.of(token)), http, RssCloud::result);
  }

  private static Form form(URI topic, URI callback) {
    var scheme = callback.getScheme();
    var usual = scheme.equals("https") ? 443 : 80;
    var fields = new LinkedHashMap<String, String>();
    // Empty for this protocol, but it must be there; servers differ in what they call it.
    fields.put("notifyProcedure", "");
    fields.put("registerProcedure", "");
    fields.put("protocol", scheme + "-post");
    fields.put("domain", callback.getHost());
    fields.put("port", String.valueOf(callback.getPort() < 0 ? usual : callback.getPort()));
    fields.put("path", callback.getRawPath());
    fields.put("url1", topic.toString());
    return new Form(fields);
  }

  private static Answer result(Reply.Answer answer) {
    var result = RESULT.matcher(answer.text());
    if (!result.find()) {
      return new Answer.Refused(
          "the rssCloud server %s answers something else".formatted(Origin.of(answer.uri())));
    }
    if (result.group(1).equals("true")) {
      return new Answer.Accepted();
    }
    var message = MESSAGE.matcher(result.group());
    var why = message.find() ? message.group(1) : "no reason given";
    return new Answer.Refused(
        "the rssCloud server %s refuses: %s".formatted(Origin.of(answer.uri()), why));
  }

  @Override
  public Question question(HubOffer hub, Form query) {
    return query
        .get("challenge")
        .filter(it -> !it.isEmpty() && isAbout(hub, query))
        .<Question>map(it -> new Question.Meant(it, LEASE, renewal()))
        .orElseGet(Question.Strange::new);
  }

  private Duration renewal() {
    return LATEST_RENEWAL.minusMillis((long) (SPREAD.toMillis() * random.nextDouble()));
  }

  /// Worth something if it names the feed, by which nothing is proved.
  @Override
  public Worth worth(HubOffer hub, String token, Optional<String> signature, byte[] body) {
    var form = Form.parse(new String(body, StandardCharsets.UTF_8));
    return isAbout(hub, form) ? Worth.HINT : Worth.NOTHING;
  }

  private static boolean isAbout(HubOffer hub, Form form) {
    return form.get("url").equals(Optional.of(hub.topic().toString()));
  }

  @Override
  public void forget(String token) {
    // no secret belongs to it
  }
}
