// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What somebody probably meant who wrote a name that does not exist.
public final class Suggestion {
  private Suggestion() {}

  /// The known name nearest to what was written; empty if none is near.
  public static Optional<String> nearest(String written, Collection<String> known) {
    var word = written.toLowerCase(Locale.ROOT);
    // A word of which no letter is left is another word.
    var most = Math.min(Math.max(1, word.length() / 3), word.length() - 1);
    return known.stream()
        .filter(it -> Math.abs(it.length() - word.length()) <= most)
        .filter(it -> distance(word, it.toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.<String>comparingInt(it -> distance(word, it.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// The known name nearest to what was written, as the end of a sentence: `; did you mean 'x'?`.
  public static String ending(String written, Collection<String> known) {
    return nearest(written, known).map(it -> "; did you mean '" + it + "'?").orElse("");
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, rows, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] rows, int i, int j) {
    var replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    var cheapest = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cheapest, 1 + rows[i - 2][j - 2]) : cheapest;
  }
}
