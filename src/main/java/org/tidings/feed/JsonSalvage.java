// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The items of a JSON Feed that stand behind a fault. A template that does not escape a quote
/// spoils one item, mostly the newest; the older ones are whole.
///
/// @param items those that could be read, in document order
/// @param isComplete whether the document comes to its end
record JsonSalvage(List<JsonNode> items, boolean isComplete) {
  private static final Pattern LIST = Pattern.compile("[\"']?items[\"']?\\s*:\\s*\\[");

  /// An object in a list: at its beginning, or behind another one.
  private static final Pattern OBJECT = Pattern.compile("[\\[,}]\\s*(\\{)");

  /// What stands behind the last item of a document that comes to its end: the end of the list, or
  /// one more item, which can't be read, and then that.
  private static final Pattern END =
      Pattern.compile("\\s*+,?\\s*+].*}\\s*|.*}\\s*]\\s*}\\s*", Pattern.DOTALL);

  /// An object without an id, or with nothing else to tell, is a part of an item: an author, an
  /// attachment. Items have both (JSON Feed 1.1, "items").
  private static final List<String> TELLING =
      List.of("url", "external_url", "title", "content_html", "content_text", "summary");

  JsonSalvage {
    items = List.copyOf(items);
  }

  /// Reads on.
  ///
  /// @param whole where the last whole item ends, or the list of items begins; 0 before that
  static JsonSalvage behind(int whole, String json, JsonMapper mapper) {
    var reading = new Reading(json, mapper);
    reading.readOn(whole > 0 ? whole : list(json));
    return new JsonSalvage(reading.items, END.matcher(json.substring(reading.whole)).matches());
  }

  private static int list(String json) {
    var list = LIST.matcher(json);
    return list.find() ? list.end() : json.length();
  }

  private static final class Reading {
    private final char[] json;
    private final JsonMapper mapper;
    private final List<JsonNode> items = new ArrayList<>();
    private int whole;

    /// Characters that may yet be read in vain: whatever stands there, it ends soon.
    private int patience;

    Reading(String json, JsonMapper mapper) {
      this.json = json.toCharArray();
      this.mapper = mapper;
      this.patience = json.length();
    }

    void readOn(int from) {
      whole = from;
      var next = OBJECT.matcher(String.valueOf(json));
      // From the brace or bracket before it.
      for (var at = from - 1; at < json.length && next.find(at) && patience >= 0; ) {
        at = read(next.start(1));
      }
    }

    /// Reads one object.
    ///
    /// @return where to look for the next one
    private int read(int start) {
      try (var in = mapper.createParser(json, start, json.length - start)) {
        try {
          in.nextToken();
          JsonNode node = in.readValueAsTree();
          var end = start + (int) in.currentLocation().getCharOffset();
          if (node.has("id") && TELLING.stream().anyMatch(node::has)) {
            items.add(node);
            whole = end;
          }
          return end - 1;
        } catch (JacksonException e) {
          patience -= Math.max(1, (int) in.currentLocation().getCharOffset());
          return start;
        }
      }
    }
  }
}
