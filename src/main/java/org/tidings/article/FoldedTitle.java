// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidings.text.HtmlEntities;

/// A title as it is compared: case, punctuation, entities and a count of comments at its end
/// make no difference.
final class FoldedTitle {
  private static final Pattern COUNT =
      Pattern.compile(
          "\\s*(?:[(\\[]\\s*\\d+(?:\\s+\\p{L}+)?\\s*[)\\]]|[-–|·]\\s*\\d+\\s+comments?)\\s*$");

  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  private FoldedTitle() {}

  static String of(String title) {
    var plain = HtmlEntities.decode(title);
    var text = Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var folded = SIGNS.matcher(COUNT.matcher(text).replaceFirst("")).replaceAll(" ").strip();
    return folded.isEmpty() ? plain.strip() : folded; // a title of signs only
  }
}
