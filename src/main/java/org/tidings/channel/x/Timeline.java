// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// The account's own posts, read back (docs.x.com, "User Posts timeline"): $0.001 for each that is
/// shown ("Pricing", owned reads).
record Timeline(Api api, Instant now) {
  /// Clocks differ: so much before the first attempt is looked at too.
  private static final Duration BEFORE = Duration.ofMinutes(2);

  /// The most that one page shows; what is not shown costs nothing.
  private static final int PAGE = 100;

  Sighting find(Payload payload, Instant since) {
    var user = user();
    if (user.isEmpty()) {
      return new Sighting.NotLooked("the account's number is not known", Optional.empty());
    }
    var start = since.minus(BEFORE).truncatedTo(ChronoUnit.SECONDS);
    var path =
        ("/2/users/%s/tweets?max_results=%d&tweet.fields=created_at%%2Centities%%2Ctext"
                + "&start_time=%s&exclude=replies%%2Cretweets")
            .formatted(user.get(), PAGE, start.toString().replace(":", "%3A"));
    return switch (api.get(path)) {
      case Api.Said.Barred(var why) -> new Sighting.NotLooked(why.reason(), Optional.empty());
      case Api.Said.Replied(Reply.Answer answer, _) when answer.ok() ->
          Json.object(answer.text())
              .filter(Timeline::isPage)
              .map(it -> among(it, payload))
              .orElseGet(
                  () -> new Sighting.NotLooked("X's answer can't be read", Optional.empty()));
      case Api.Said.Replied(var reply, var access) -> notLooked(reply, access);
    };
  }

  private Optional<String> user() {
    if (api.settings().oauth2()) {
      return api.account().map(Api.Account::id);
    }
    return Access.Keys.read(api.context().keyring(), api.settings().api())
        .user()
        .or(() -> api.account().map(Api.Account::id));
  }

  private Sighting notLooked(Reply reply, Access access) {
    var outcome = new Verdict(access, now, false).beforePosting(reply);
    var wait =
        outcome instanceof org.tidings.channel.Outcome.Deferred(_, var asked)
            ? asked
            : Optional.<Duration>empty();
    return new Sighting.NotLooked(outcome.reason(), wait);
  }

  /// X answers 200 with nothing but `errors` too (docs.x.com, "Response codes and errors", partial
  /// errors): then it is not known what is there.
  private static boolean isPage(JsonNode page) {
    return page.path("data").isArray() || page.path("meta").path("result_count").asInt(-1) == 0;
  }

  private static Sighting among(JsonNode page, Payload payload) {
    for (var post : page.path("data")) {
      var id = post.path("id").asString("");
      if (id.matches("\\d{1,19}") && isOurs(post, payload)) {
        return new Sighting.Found(new Receipt(id, Optional.of(Api.post(id))));
      }
    }
    return page.path("meta").has("next_token")
        ? new Sighting.NotLooked("more than " + PAGE + " posts since then", Optional.empty())
        : new Sighting.Absent();
  }

  // unproved: X shows these three characters of a text as HTML does.
  private static String plain(String shown) {
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /// X shows its own short links; where they lead stands beside them.
  private static boolean isOurs(JsonNode post, Payload payload) {
    if (payload.link().isEmpty()) {
      return Json.object(payload.body())
          .map(it -> it.path("text").asString("").equals(plain(post.path("text").asString(""))))
          .orElse(false);
    }
    var leadTo = Set.of("expanded_url", "unwound_url");
    return StreamSupport.stream(post.path("entities").path("urls").spliterator(), false)
        .anyMatch(
            url ->
                leadTo.stream().anyMatch(it -> url.path(it).asString("").equals(payload.link())));
  }
}
