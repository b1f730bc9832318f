// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidings.config.RouteSettings.Duplicates;
import org.tidings.text.Suggestion;
import org.tidings.text.TextMatch;

/// Reads routes, and what other sections share with them.
final class RouteReader {
  private static final Pattern QUERY_NAME = Pattern.compile("[A-Za-z0-9_.~-]{1,64}");
  private static final Pattern KNOWN_PLACEHOLDERS =
      Pattern.compile("\\{\\{ (?:channel|feed) \\}\\}");

  private final Set<String> feedIds;
  private final Set<String> channelIds;

  RouteReader(Set<String> feedIds, Set<String> channelIds) {
    this.feedIds = feedIds;
    this.channelIds = channelIds;
  }

  List<RouteSettings> read(List<TomlSection> sections) {
    var routes = new ArrayList<RouteSettings>();
    var ids = new HashSet<String>();
    for (var section : sections) {
      var id = id(section, routes.size() + 1);
      if (!ids.add(id)) {
        section.problem("id", "\"" + id + "\" is there twice; ids must differ");
      }
      routes.add(route(section, id));
    }
    return routes;
  }

  private static String id(TomlSection section, int number) {
    var written = section.text("id");
    if (written.isPresent() && !Ids.GRAMMAR.matcher(written.get()).matches()) {
      section.problem(
          "id", "is not a name; write 1 to 64 of a-z 0-9 - _ . that begin with a letter or digit");
    }
    return written.orElseGet(() -> String.valueOf(number));
  }

  private RouteSettings route(TomlSection section, String id) {
    return new RouteSettings(
        id,
        feeds(section),
        channels(section),
        filter(section, "include"),
        filter(section, "exclude"),
        section.text("template"),
        query(section),
        Duplicates.valueOf(
            section
                .choice("duplicates", "channel", List.of("channel", "route", "none"))
                .toUpperCase(java.util.Locale.ROOT)));
  }

  /// A route whose feeds are all wrong must not look like one for every feed.
  private List<FeedId> feeds(TomlSection section) {
    var one = section.text("feed");
    var more = section.texts("feeds");
    if (one.isEmpty() && more.isEmpty()) {
      section.problem("feed", "is missing; write feed = \"…\"");
    }
    one.ifPresent(it -> known(section, "feed", it, feedIds));
    more.forEach(it -> known(section, "feeds", it, feedIds));
    return Stream.concat(one.stream(), more.stream())
        .filter(feedIds::contains)
        .distinct()
        .map(FeedId::new)
        .toList();
  }

  private List<ChannelId> channels(TomlSection section) {
    var channels = section.texts("channels");
    if (channels.isEmpty()) {
      section.problem("channels", "names none; write channels = [\"…\"]");
    }
    channels.forEach(it -> known(section, "channels", it, channelIds));
    return channels.stream().filter(channelIds::contains).map(ChannelId::new).toList();
  }

  private static void known(TomlSection section, String key, String id, Set<String> known) {
    if (!known.contains(id)) {
      var what = key.startsWith("feed") ? "feed" : "channel";
      section.problem(
          key, "there is no %s \"%s\"%s".formatted(what, id, Suggestion.ending(id, known)));
    }
  }

  private static Filter filter(TomlSection section, String key) {
    return section
        .inner(key)
        .map(
            table ->
                new Filter(
                    Arrays.stream(Filter.Field.values())
                        .map(it -> new Filter.Condition(it, values(table, it.word())))
                        .filter(it -> !it.values().isEmpty())
                        .toList()))
        .orElse(Filter.NONE);
  }

  private static List<TextMatch> values(TomlSection table, String key) {
    var values = new ArrayList<TextMatch>();
    for (var written : table.textOrTexts(key)) {
      try {
        values.add(TextMatch.of(written));
      } catch (IllegalArgumentException e) {
        table.problem(key, String.valueOf(e.getMessage()));
      }
    }
    return values;
  }

  /// `query` of a route or a channel.
  static Map<String, String> query(TomlSection section) {
    var query = new TreeMap<String, String>();
    section
        .inner("query")
        .ifPresent(
            table -> {
              for (var name : table.table().keySet()) {
                if (!QUERY_NAME.matcher(name).matches()) {
                  table.problem(name, "is no name for a query; write letters, digits, - _ . ~");
                }
                table.text(name).ifPresent(it -> query.put(name, value(table, name, it)));
              }
            });
    return query;
  }

  private static String value(TomlSection table, String name, String written) {
    if (KNOWN_PLACEHOLDERS.matcher(written).replaceAll("").contains("{{")) {
      table.problem(name, "only {{ channel }} and {{ feed }} can stand in it");
    }
    return written;
  }

  /// `directives` of a feed.
  static Directives directives(TomlSection section) {
    return section
        .inner("directives")
        .map(
            table -> {
              if (!table.has("category") && !table.has("element")) {
                table.problem("category", "names nothing; write category or element, or both");
              }
              return new Directives(table.text("category"), table.text("element"));
            })
        .orElse(Directives.NONE);
  }
}
