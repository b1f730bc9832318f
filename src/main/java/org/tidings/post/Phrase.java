// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.post.Piece.Origin;
import org.tidings.text.Graphemes;
import org.tidings.text.Words;

/// The value of an expression in a template: text that remembers where its parts came from.
record Phrase(List<Piece> pieces) {
  static final Phrase EMPTY = new Phrase(List.of());

  Phrase {
    pieces = List.copyOf(pieces);
  }

  static Phrase of(Origin origin, String text) {
    return text.isEmpty() ? EMPTY : new Phrase(List.of(new Piece(origin, text)));
  }

  static Phrase join(List<Phrase> phrases, String separator) {
    var pieces = new ArrayList<Piece>();
    for (var phrase : phrases) {
      if (!pieces.isEmpty() && !separator.isEmpty()) {
        pieces.add(new Piece(Origin.OWNER, separator));
      }
      pieces.addAll(phrase.pieces());
    }
    return new Phrase(pieces);
  }

  String text() {
    return pieces.size() == 1
        ? pieces.getFirst().text()
        : pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  int length() {
    return pieces.stream().mapToInt(it -> it.text().length()).sum();
  }

  boolean isEmpty() {
    return pieces.stream().allMatch(it -> it.text().isEmpty());
  }

  Phrase plus(Phrase other) {
    return new Phrase(Stream.concat(pieces.stream(), other.pieces.stream()).toList());
  }

  /// Alters the words; links and hashtags stay as they are.
  Phrase map(UnaryOperator<String> change) {
    return new Phrase(
        pieces.stream()
            .map(it -> it.origin().isAtom() ? it : new Piece(it.origin(), change.apply(it.text())))
            .toList());
  }

  /// At most `max` graphemes, cut after a word; a link or hashtag that does not fit is left out.
  Phrase cut(int max) {
    var kept = new ArrayList<Piece>();
    var left = max;
    for (var piece : pieces) {
      if (Graphemes.endOf(piece.text(), left) == piece.text().length()) {
        kept.add(piece);
        left -= Graphemes.count(piece.text());
      } else if (!piece.origin().isAtom()) {
        kept.add(new Piece(piece.origin(), Words.cut(piece.text(), left)));
        break;
      } else {
        break;
      }
    }
    return new Phrase(kept);
  }
}
