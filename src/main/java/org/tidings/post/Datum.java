// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import org.tidings.post.Piece.Origin;

/// What an expression in a template can be: these four and nothing of Java's.
sealed interface Datum {
  record Text(Phrase phrase) implements Datum {
    static Text of(Origin origin, String text) {
      return new Text(Phrase.of(origin, text));
    }
  }

  record Many(List<Phrase> items) implements Datum {
    public Many {
      items = List.copyOf(items);
    }
  }

  record Count(long value) implements Datum {}

  record Truth(boolean value) implements Datum {}

  /// As it is printed; lists with a space between.
  default Phrase phrase() {
    return switch (this) {
      case Text(var phrase) -> phrase;
      case Many(var items) -> Phrase.join(items, " ");
      case Count(var value) -> Phrase.of(Origin.OWNER, Long.toString(value));
      case Truth(var value) -> Phrase.of(Origin.OWNER, Boolean.toString(value));
    };
  }

  /// As `if` takes it: whatever is there and not zero.
  default boolean holds() {
    return switch (this) {
      case Text(var phrase) -> !phrase.isEmpty();
      case Many(var items) -> !items.isEmpty();
      case Count(var value) -> value != 0;
      case Truth(var value) -> value;
    };
  }

  default List<Phrase> items() {
    return switch (this) {
      case Many(var items) -> items;
      default -> holds() ? List.of(phrase()) : List.of();
    };
  }
}
