// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as other people's servers write it: nothing in it is certain, so everything read is
/// optional and nothing throws. Depth and length of numbers are capped by Jackson.
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  /// An empty object, to be filled.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// An empty array, to be filled.
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// The object that a text is; empty if it is none.
  public static Optional<JsonNode> object(String text) {
    return read(text).filter(JsonNode::isObject);
  }

  /// The array that a text is; empty if it is none.
  public static Optional<JsonNode> array(String text) {
    return read(text).filter(JsonNode::isArray);
  }

  /// A member that is a text and says something.
  public static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(it -> !it.isBlank());
  }

  /// A member that is a text or a whole number, for ids that are now the one, now the other.
  public static Optional<String> word(JsonNode node, String name) {
    return Optional.of(node.path(name))
        .filter(it -> it.isString() || it.isIntegralNumber())
        .map(JsonNode::asString)
        .filter(it -> !it.isBlank());
  }

  private static Optional<JsonNode> read(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
