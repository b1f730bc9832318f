// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header fields of an answer, in order; names compare without case (RFC 9110 section 5.1).
public record Headers(List<Field> fields) {
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  /// One header field, its value verbatim.
  public record Field(String name, String value) {}

  public static Headers of(String name, String value) {
    return new Headers(List.of(new Field(name, value)));
  }

  /// The first field of that name.
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /// Every field of that name, in order.
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /// Names only: values may be secrets (Set-Cookie).
  @Override
  public String toString() {
    return fields.stream().map(field -> field.name().toLowerCase(Locale.ROOT)).toList().toString();
  }
}
