// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tidings.app.Plan;
import org.tidings.article.Article;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedSettings;
import org.tidings.outbox.Gate;
import org.tidings.post.Post;
import org.tidings.text.LengthRule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A planned post as JSON: `{feed, article{title,url}, channel, type, text,
/// lengths[{unit,used,max}], shortened, link, card{url,title,description,image{url,alt}},
/// image{url,alt}, language, price, time, local, waits}`; what is absent has no key. `time` is when
/// it would go out, in UTC; a channel that is paused has none. One that a rule refuses is
/// `{feed, article{title,url}, channel, type, refused}`.
final class PlanJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PlanJson() {}

  static String line(Plan.Part.Planned planned, Gate gate, ZonedDateTime now) {
    var post = planned.post();
    var object = begun(planned.feed(), planned.article(), planned.channel());
    object.put("text", post.text());
    var lengths = object.putArray("lengths");
    for (var measure : planned.measures()) {
      var length = lengths.addObject();
      length.put("unit", unit(measure.rule().unit()));
      length.put("used", measure.used());
      length.put("max", measure.rule().max());
    }
    object.put("shortened", post.shortened());
    post.link().map(URI::toString).ifPresent(it -> object.put("link", it));
    post.card().ifPresent(it -> card(object.putObject("card"), it));
    post.picture().ifPresent(it -> picture(object.putObject("image"), it));
    post.language().ifPresent(it -> object.put("language", it));
    planned.price().ifPresent(it -> object.put("price", it.toString()));
    switch (gate) {
      case Gate.Open _ ->
          time(object, now.truncatedTo(ChronoUnit.SECONDS).toInstant(), now.getZone());
      case Gate.Paused _ -> object.put("waits", "the channel is paused");
      case Gate.ClosedUntil(var until, var why) -> {
        time(object, until, now.getZone());
        object.put("waits", why);
      }
    }
    return JSON.writeValueAsString(object);
  }

  static String line(Plan.Part.Refused refused) {
    var object = begun(refused.feed(), refused.article(), refused.channel());
    object.put("refused", refused.reason());
    return JSON.writeValueAsString(object);
  }

  private static ObjectNode begun(FeedSettings feed, Article of, ChannelSettings channel) {
    var object = JSON.createObjectNode();
    object.put("feed", feed.id().value());
    var article = object.putObject("article");
    article.put("title", of.title());
    of.link().map(URI::toString).ifPresent(it -> article.put("url", it));
    object.put("channel", channel.id().value());
    object.put("type", channel.type());
    return object;
  }

  private static void time(ObjectNode object, Instant time, ZoneId zone) {
    object.put("time", time.toString());
    object.put("local", time.atZone(zone).toOffsetDateTime().toString());
  }

  static String unit(LengthRule.Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void card(ObjectNode object, Post.Card card) {
    object.put("url", card.link().toString());
    object.put("title", card.title());
    object.put("description", card.description());
    card.thumbnail().ifPresent(it -> picture(object.putObject("image"), it));
  }

  private static void picture(ObjectNode object, Post.Picture picture) {
    object.put("url", picture.url().toString());
    object.put("alt", picture.alt());
  }
}
