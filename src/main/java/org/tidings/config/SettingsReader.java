// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidings.config.ChannelSettings.OnEdit;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.schedule.PostingWindow;
import org.tidings.text.IpBlock;
import org.tidings.text.Suggestion;

/// Reads the keys that do not belong to one channel type. Ranges and defaults are described in
/// `conf/tidings.toml`; a test holds the two together.
final class SettingsReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final TomlSection top;
  private final List<TomlSection> feeds;
  private final List<TomlSection> channels;
  private final List<TomlSection> routes;
  private final Problems problems;

  SettingsReader(
      TomlSection top,
      List<TomlSection> feeds,
      List<TomlSection> channels,
      List<TomlSection> routes,
      Problems problems) {
    this.top = top;
    this.feeds = feeds;
    this.channels = channels;
    this.routes = routes;
    this.problems = problems;
  }

  Settings read() {
    if (feeds.isEmpty()) {
      problems.add(1, 1, "feed", "there is none; write [[feed]] with id and url");
    }
    if (channels.isEmpty()) {
      problems.add(1, 1, "channel", "there is none; write [[channel]] with id and type");
    }
    var feedIds = ids(feeds);
    var channelIds = ids(channels);
    return new Settings(
        timezone(),
        ProxySettings.read(top),
        feeds.stream().map(this::feed).toList(),
        channels.stream().map(this::channel).toList(),
        new RouteReader(feedIds, channelIds).read(routes),
        top.table("websub").map(WebSubReader::read));
  }

  private ZoneId timezone() {
    return top.text("timezone")
        .map(
            it -> {
              try {
                return ZoneId.of(it);
              } catch (DateTimeException e) {
                var near = Suggestion.ending(it, ZoneId.getAvailableZoneIds());
                top.problem("timezone", "no such time zone; write \"Europe/Berlin\"" + near);
                return ZoneId.systemDefault();
              }
            })
        .orElseGet(ZoneId::systemDefault);
  }

  /// Notes missing, malformed and repeated ids.
  private static Set<String> ids(List<TomlSection> sections) {
    var seen = new HashSet<String>();
    for (var section : sections) {
      var id = section.text("id");
      if (id.isEmpty()) {
        section.problem("id", "is missing; write id = \"…\", a short name of your choice");
      } else if (!Ids.GRAMMAR.matcher(id.get()).matches()) {
        section.problem(
            "id",
            "is not a name; write 1 to 64 of a-z 0-9 - _ . that begin with a letter or digit");
      } else if (!seen.add(id.get())) {
        section.problem("id", "\"" + id.get() + "\" is there twice; ids must differ");
      }
    }
    return seen;
  }

  private FeedSettings feed(TomlSection section) {
    var allowPrivate = blocks(section);
    var url = section.requiredAddress("url");
    // Manners are owed to other people's servers; the owner's own may be asked every second.
    var least = isOwn(url, allowPrivate) ? Duration.ofSeconds(1) : MINUTE;
    return new FeedSettings(
        new FeedId(section.id()),
        url,
        section.text("every").map(_ -> section.duration("every", MINUTE, least, WEEK)),
        section.duration("settle", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)),
        (int) section.number("first", 0, 0, 50),
        RouteReader.directives(section),
        allowPrivate,
        ProxySettings.read(section),
        section.flag("paused", false),
        FeedAccess.read(section));
  }

  private static boolean isOwn(URI url, List<String> allowPrivate) {
    return !allowPrivate.isEmpty()
        && Optional.ofNullable(url.getHost()).orElse("").matches("[\\d.]+|\\[.*]|localhost");
  }

  private ChannelSettings channel(TomlSection section) {
    return new ChannelSettings(
        new ChannelId(section.id()),
        section.requiredText("type"),
        section.text("template"),
        (int) section.number("daily", 25, 1, 1000),
        section.duration("spacing", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(1)),
        window(section),
        section.duration("expire", Duration.ofDays(3), Duration.ofHours(1), Duration.ofDays(30)),
        onUnknown(section),
        "update".equals(section.choice("on_edit", "ignore", List.of("ignore", "update")))
            ? OnEdit.UPDATE
            : OnEdit.IGNORE,
        section.duration(
            "proof_settle", Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofHours(1)),
        RouteReader.query(section),
        blocks(section));
  }

  private static Optional<PostingWindow> window(TomlSection section) {
    return section
        .text("window")
        .flatMap(
            it -> {
              try {
                return Optional.of(PostingWindow.parse(it));
              } catch (IllegalArgumentException e) {
                section.problem("window", String.valueOf(e.getMessage()));
                return Optional.empty();
              }
            });
  }

  private static OnUnknown onUnknown(TomlSection section) {
    return switch (section.choice("on_unknown", "ask", List.of("ask", "resend", "assume_sent"))) {
      case "resend" -> OnUnknown.RESEND;
      case "assume_sent" -> OnUnknown.ASSUME_SENT;
      default -> OnUnknown.ASK;
    };
  }

  private static List<String> blocks(TomlSection section) {
    return section.texts("allow_private").stream()
        .filter(
            it -> {
              try {
                IpBlock.parse(it);
                return true;
              } catch (IllegalArgumentException e) {
                section.problem("allow_private", String.valueOf(e.getMessage()));
                return false;
              }
            })
        .toList();
  }
}
