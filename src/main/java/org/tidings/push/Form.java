// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Pairs of names and values as they stand in a query or in a form
/// (url.spec.whatwg.org, application/x-www-form-urlencoded).
record Form(Map<String, String> fields) {
  Form {
    fields = new LinkedHashMap<>(fields);
  }

  /// Reads a query; of several values of a name the first counts, what can't be read does not.
  static Form parse(String query) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : query.split("&", -1)) {
      var parts = pair.split("=", 2);
      var value = parts.length == 2 ? decoded(parts[1]) : Optional.of("");
      decoded(parts[0]).ifPresent(name -> value.ifPresent(it -> fields.putIfAbsent(name, it)));
    }
    return new Form(fields);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String encoded() {
    return fields.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a broken escape
    }
  }
}
