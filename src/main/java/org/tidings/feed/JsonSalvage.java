// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
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

  /// What an object that can't be read costs, in values: whatever stands there, it ends soon.
  private static final int FAULT = 500;

  /// Characters that are read in vain for the price of a value.
  private static final int CHARACTERS = 20;

  /// Reads on.
  ///
  /// @param whole where the last whole item ends, or the list of items begins; 0 before that
  /// @param budget values that may yet be read
  static JsonSalvage behind(int whole, String json, JsonMapper mapper, long budget) {
    var reading = new Reading(json, mapper, budget);
    reading.readOn(whole > 0 ? whole : list(json));
    return new JsonSalvage(reading.items, END.matcher(json.substring(reading.whole)).matches());
  }

  private static int list(String json) {
    var list = LIST.matcher(json);
    return list.find() ? list.end() : json.length();
  }

  private static final class Reading {
    private final Matcher objects;
    private final char[] json;
    private final JsonMapper mapper;
    private final List<JsonNode> items = new ArrayList<>();
    private long budget;
    private int whole;

    Reading(String json, JsonMapper mapper, long budget) {
      this.objects = OBJECT.matcher(json);
      this.json = json.toCharArray();
      this.mapper = mapper;
      this.budget = budget;
    }

    void readOn(int from) {
      whole = from;
      var at = from - 1; // from the brace or bracket before it
      while (budget > 0 && objects.find(at)) {
        at = read(objects.start(1));
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
          budget -= in.currentTokenCount();
          var end = start + JsonTree.end(in);
          if (node.has("id") && TELLING.stream().anyMatch(node::has)) {
            items.add(node);
            whole = end;
          }
          return end - 1;
        } catch (JacksonException _) {
          budget -= FAULT + JsonTree.end(in) / CHARACTERS;
          return start; // behind it, others may be whole
        }
      }
    }
  }
}
