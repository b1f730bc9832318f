// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// Members of Meta's answers that have a grammar.
final class Fields {
  private Fields() {}

  /// An id: digits, written as text or as a number.
  static Optional<String> id(JsonNode node, String name) {
    return Json.word(node, name).filter(it -> it.matches("\\d{1,32}"));
  }

  /// A web address.
  static Optional<URI> address(JsonNode node, String name) {
    try {
      var text = Json.text(node, name);
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new URI(text.get())).filter(it -> "https".equals(it.getScheme()));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
