// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// As much of JSON Schema as OpenAPI descriptions use for the bodies of requests: references,
/// `allOf`, `oneOf` and `anyOf`, types, required and known properties, `enum`, items.
record SchemaCheck(JsonNode root) {
  static SchemaCheck in(JsonNode root) {
    return new SchemaCheck(root);
  }

  /// Adds what is wrong with a value.
  void check(JsonNode schema, JsonNode value, List<String> problems) {
    if (schema.has("$ref")) {
      check(root.at(schema.path("$ref").asString("").substring(1)), value, problems);
      return;
    }
    schema.path("allOf").forEach(it -> check(it, value, problems));
    for (var choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        oneOf(schema.path(choice), value, problems);
      }
    }
    type(schema.path("type").asString(""), value, problems);
    schema.path("required").forEach(it -> required(it.asString(""), value, problems));
    schema
        .path("properties")
        .properties()
        .forEach(
            it -> {
              if (value.has(it.getKey())) {
                check(it.getValue(), value.path(it.getKey()), problems);
              }
            });
    value.values().forEach(it -> item(schema, value, it, problems));
    allowed(schema.path("enum"), value, problems);
  }

  private void item(JsonNode schema, JsonNode value, JsonNode item, List<String> problems) {
    if (value.isArray() && schema.has("items")) {
      check(schema.path("items"), item, problems);
    }
  }

  private void oneOf(JsonNode choices, JsonNode value, List<String> problems) {
    var all = new ArrayList<String>();
    for (var choice : choices) {
      var found = new ArrayList<String>();
      check(choice, value, found);
      if (found.isEmpty()) {
        return;
      }
      all.addAll(found);
    }
    problems.add("none of the choices fits: " + all);
  }

  private static void required(String name, JsonNode value, List<String> problems) {
    if (!value.has(name)) {
      problems.add("missing: " + name);
    }
  }

  private static void allowed(JsonNode values, JsonNode value, List<String> problems) {
    for (var it : values) {
      if (it.equals(value)) {
        return;
      }
    }
    if (!values.isEmpty()) {
      problems.add(value + " is none of " + values);
    }
  }

  private static void type(String type, JsonNode value, List<String> problems) {
    var fits =
        switch (type) {
          case "string" -> value.isString();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> true;
        };
    if (!fits) {
      problems.add(value + " is no " + type);
    }
  }
}
