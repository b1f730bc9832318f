// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as Meta's servers write it: nothing in it is certain.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// The object that a text is; empty if it is none.
  static Optional<JsonNode> object(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// A text that says something.
  static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(it -> !it.isBlank());
  }

  /// An id: digits, written as text or as a number.
  static Optional<String> id(JsonNode node, String name) {
    return Optional.of(node.path(name).asString("")).filter(it -> it.matches("\\d{1,32}"));
  }

  /// A web address.
  static Optional<URI> address(JsonNode node, String name) {
    try {
      var text = text(node, name);
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new URI(text.get())).filter(it -> "https".equals(it.getScheme()));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
