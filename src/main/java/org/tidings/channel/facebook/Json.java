// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as a server sends it: nothing in it is certain.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// The object that a text is; empty if it is none.
  static Optional<JsonNode> object(String text) {
    return read(text).filter(JsonNode::isObject);
  }

  /// The array that a text is; empty if it is none.
  static Optional<JsonNode> array(String text) {
    return read(text).filter(JsonNode::isArray);
  }

  /// A text that says something; numbers too, since Meta's ids are now the one, now the other.
  static Optional<String> text(JsonNode node, String name) {
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
