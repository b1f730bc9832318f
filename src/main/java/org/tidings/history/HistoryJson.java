// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.outbox.DeliveryState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// History and status as JSON, one object a line. What is absent has no key; times are ISO 8601 in
/// UTC. Scripts read this: keys are only ever added.
public final class HistoryJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private HistoryJson() {}

  /// A line of `tidings history --json`.
  public static String line(HistoryEntry entry) {
    var root = JSON.createObjectNode();
    time(root, "time", Optional.of(entry.time()));
    root.put("feed", entry.feed().value());
    var article = root.putObject("article").put("id", entry.article().value());
    article.put("title", entry.title());
    text(article, "url", entry.link());
    root.put("channel", entry.channel().value());
    root.put("type", entry.type());
    root.put("state", entry.state().word());
    root.put("attempts", entry.attempts());
    var post = root.putObject("post");
    text(post, "id", entry.remoteId());
    text(post, "url", entry.url());
    text(post, "text", entry.text());
    said(root, "reason", entry.reason());
    edits(root, entry.edits());
    entry.update().ifPresent(it -> update(root.putObject("update"), it));
    return JSON.writeValueAsString(root);
  }

  /// A line of `tidings explain --json`.
  public static String line(Story story) {
    var root = JSON.createObjectNode();
    root.put("feed", story.feed().value());
    var article = root.putObject("article").put("id", story.article().value());
    article.put("title", story.title());
    text(article, "url", story.link());
    time(article, "published", story.published());
    time(root, "firstSeen", Optional.of(story.firstSeen()));
    root.put("baseline", story.baseline());
    said(root, "fate", story.fate());
    edits(root, story.edits());
    story.marks().forEach(root.putArray("marks")::add);
    var deliveries = root.putArray("deliveries");
    story.deliveries().forEach(it -> told(deliveries.addObject(), it));
    return JSON.writeValueAsString(root);
  }

  private static void edits(ObjectNode root, List<Story.Edit> edits) {
    for (var edit : edits) {
      var node = root.withArray("edits").addObject();
      time(node, "time", Optional.of(edit.at()));
      node.put("changed", edit.changed());
    }
  }

  private static void update(ObjectNode node, Story.Update update) {
    time(node, "time", Optional.of(update.at()));
    node.put("state", update.state().word());
    said(node, "reason", update.reason());
  }

  private static void told(ObjectNode node, Story.Told told) {
    node.put("id", told.delivery().value());
    node.put("channel", told.channel().value());
    node.put("type", told.type());
    node.put("state", told.state().word());
    text(node, "route", told.route());
    said(node, "reason", told.reason());
    time(node, "next", told.notBefore());
    if (!told.state().isFinal()) {
      time(node, "expires", Optional.of(told.expires()));
    }
    text(node, "text", told.text());
    text(node, "url", told.url());
    events(node.putArray("events"), told);
  }

  private static void events(ArrayNode nodes, Story.Told told) {
    for (var event : told.events()) {
      var node = nodes.addObject();
      time(node, "time", Optional.of(event.at()));
      node.put("event", event.words());
      said(node, "reason", event.reason());
    }
  }

  /// A line of `tidings status --json`.
  ///
  /// @param needs what its owner should do; may be empty
  public static String line(FeedStatus feed, List<String> needs) {
    var root = JSON.createObjectNode().put("feed", feed.feed().value());
    text(root, "title", feed.title());
    time(root, "polled", feed.polled());
    time(root, "answered", feed.answered());
    time(root, "next", feed.next());
    root.put("failures", feed.failures());
    said(root, "reason", feed.reason());
    time(root, "gone", feed.gone());
    time(root, "quiet", feed.quiet());
    time(root, "baselined", feed.baselined());
    if (feed.paused()) {
      root.put("paused", true);
    }
    root.put("articles", feed.articles()).put("held", feed.held());
    needs(root, needs);
    return JSON.writeValueAsString(root);
  }

  /// A line of `tidings status --json`.
  ///
  /// @param needs what its owner should do; may be empty
  public static String line(ChannelStatus channel, List<String> needs) {
    var account = channel.account();
    var root = JSON.createObjectNode().put("channel", channel.channel().value());
    root.put("type", channel.type());
    text(root, "account", account.name());
    time(root, "checked", account.checked());
    time(root, "expires", account.expires());
    if (!account.hints().isEmpty()) {
      account.hints().forEach(root.putArray("hints")::add);
    }
    time(root, "paused", account.paused());
    time(root, "restsUntil", account.restsUntil());
    said(root, "reason", account.reason());
    text(root, "remedy", account.remedy());
    var deliveries = root.putObject("deliveries");
    for (var state : DeliveryState.values()) {
      deliveries.put(state.word(), account.counts().getOrDefault(state, 0L));
    }
    time(root, "lastPublished", channel.lastPublished());
    text(root, "lastUrl", channel.lastUrl());
    channel.cost().ifPresent(it -> cost(root.putObject("cost"), it));
    needs(root, needs);
    return JSON.writeValueAsString(root);
  }

  private static void needs(ObjectNode root, List<String> needs) {
    if (!needs.isEmpty()) {
      needs.forEach(root.putArray("needs")::add);
    }
  }

  /// `{post, month, pace, budget, left, posts}`: amounts as text with their currency.
  private static void cost(ObjectNode node, ChannelStatus.Cost cost) {
    node.put("post", cost.tariff().usual().toString());
    node.put("month", cost.spending().month().toString());
    node.put("pace", cost.spending().pace().toString());
    text(node, "budget", cost.tariff().budget());
    text(node, "left", cost.spending().left(cost.tariff()));
    cost.spending().posts(cost.tariff()).ifPresent(it -> node.put("posts", it));
  }

  private static void time(ObjectNode node, String key, Optional<Instant> time) {
    text(node, key, time);
  }

  private static void text(ObjectNode node, String key, Optional<?> value) {
    value.ifPresent(it -> node.put(key, it.toString()));
  }

  private static void said(ObjectNode node, String key, String words) {
    text(node, key, Optional.of(words).filter(it -> !it.isEmpty()));
  }
}
