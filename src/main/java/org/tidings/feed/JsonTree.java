// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A JSON Feed's tree, read item by item: a fault costs no more than the item that it is in.
final class JsonTree {
  private static final String ITEMS = "items";

  /// Real feeds nest five deep.
  private static final int MAX_DEPTH = 100;

  /// Ten thousand items of fifty tokens; beside it stands the cap on bytes.
  private static final int MAX_TOKENS = 500_000;

  /// Of numbers and names: an id of that many digits is no number, and reading it takes long.
  private static final int MAX_LENGTH = 1000;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxTokenCount(MAX_TOKENS)
          .maxNumberLength(MAX_LENGTH)
          .maxStringLength(FeedParser.MAX_BYTES)
          .maxNameLength(MAX_LENGTH)
          .build();

  /// RFC 8259 to the letter.
  private static final JsonMapper STRICT =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build()).build();

  /// What people write by hand, and what programs write that build JSON from strings.
  private static final JsonMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                  .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                  .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
                  .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                  .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                  .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                  .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
                  .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
                  .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .build();

  private final ObjectNode head = STRICT.createObjectNode();
  private final List<JsonNode> items = new ArrayList<>();

  /// Where the last whole item ends, or the list of items begins; 0 before that.
  private int whole;

  /// Values up to there.
  private long values;

  private JsonTree() {}

  /// Every key of the whole, `items` as an empty list if there is one; of a key that is there
  /// twice, the last counts, as in every browser.
  ObjectNode head() {
    return head;
  }

  /// In document order, whatever they are.
  List<JsonNode> items() {
    return items;
  }

  /// Reads strictly, and where that finds fault once more, leniently.
  ///
  /// @param start index of the first brace
  /// @throws UnreadableException if it is beyond a limit
  static JsonTree read(String text, int start, Repairs repairs) throws UnreadableException {
    var json = text.substring(start);
    var before = Lines.at(text, start) - 1;
    try {
      var strict = new JsonTree();
      strict.fill(STRICT, json, before);
      return strict;
    } catch (JacksonException e) {
      return leniently(json, before, line(e), repairs);
    }
  }

  private static JsonTree leniently(String json, int before, int fault, Repairs repairs)
      throws UnreadableException {
    var lenient = new JsonTree();
    try {
      lenient.fill(LENIENT, json, before);
      repairs.note("JSON that is not well-formed; it was read leniently", before + fault);
    } catch (JacksonException e) {
      lenient.salvage(json, before + line(e), repairs);
    }
    return lenient;
  }

  private void salvage(String json, int line, Repairs repairs) {
    var rest = JsonSalvage.behind(whole, json, LENIENT, MAX_TOKENS - values);
    if (!head.has(ITEMS) && !rest.items().isEmpty()) {
      head.putArray(ITEMS);
    }
    items.addAll(rest.items());
    repairs.note(
        rest.isComplete()
            ? FeedDocument.LEFT_OUT
            : FeedDocument.BREAKS_OFF + " in the middle; what comes after that is left out",
        line);
  }

  private static UnreadableException beyond(int line, StreamConstraintsException e) {
    return new UnreadableException(
        "the feed can't be read: in line %d it goes deeper than %d, beyond %d values, or has a"
                .formatted(line, MAX_DEPTH, MAX_TOKENS)
            + " number or name of more than %d characters".formatted(MAX_LENGTH),
        e);
  }

  private static int line(JacksonException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private void fill(JsonMapper mapper, String json, int before) throws UnreadableException {
    try (var in = mapper.createParser(json)) {
      try {
        fill(in);
      } catch (StreamConstraintsException e) {
        // it does not say itself where it was
        throw beyond(before + in.currentLocation().getLineNr(), e);
      }
    }
  }

  private void fill(JsonParser in) {
    if (in.nextToken() == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = in.currentName();
        if (in.nextToken() == JsonToken.START_ARRAY && name.equals(ITEMS)) {
          head.putArray(name);
          fillItems(in);
        } else {
          head.set(name, in.readValueAsTree());
        }
      }
    }
  }

  private void fillItems(JsonParser in) {
    isWhole(in);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(in.readValueAsTree());
      isWhole(in);
    }
  }

  private void isWhole(JsonParser in) {
    whole = end(in);
    values = in.currentTokenCount();
  }

  /// How far it has read.
  static int end(JsonParser in) {
    return (int) in.currentLocation().getCharOffset();
  }
}
