// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What an owner looks for in a text: words as they stand, or a regular expression.
///
/// Words are compared without regard to case and to how much white space stands between them. What
/// begins with `(?` is an expression, such as `(?i)sponsored`, in the syntax of RE2: it takes time
/// in proportion to the text, whatever it is, so neither an owner's slip nor a feed's text can hang
/// the daemon.
public final class TextMatch {
  /// UTF-16 units; a rule is a line.
  private static final int LONGEST = 500;

  /// RE2's instructions. Searching takes time in proportion to them, too: 2,000 on the longest text
  /// that is kept of an article (20,000 characters) take a tenth of a second.
  private static final int BIGGEST = 2_000;

  /// Nested repetitions multiply, and RE2/J unrolls them: `((a{1000}){1000}){1000}` would fill the
  /// memory before its size could be asked.
  private static final int MOST_REPETITIONS = 1_000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

  /// What only an expression has.
  private static final Pattern ALMOST_EXPRESSION =
      Pattern.compile("^\\^|\\$$|\\.[*+]|\\\\[bdswBDSW.]|\\[[^\\]]+\\][*+]");

  private final String written;
  private final Optional<Pattern> expression;
  private final String words;

  private TextMatch(String written, Optional<Pattern> expression) {
    this.written = written;
    this.expression = expression;
    this.words = folded(written);
  }

  /// Reads what the owner wrote.
  ///
  /// @throws IllegalArgumentException if it is no expression though it begins like one, or looks
  ///     like one and does not begin so; the message says what to write
  public static TextMatch of(String written) {
    if (written.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
    }
    if (written.startsWith("(?")) {
      return new TextMatch(written, Optional.of(compiled(written)));
    }
    if (ALMOST_EXPRESSION.matcher(written).find()) {
      throw new IllegalArgumentException(
          "\"%s\" looks like a regular expression, which begins with (?i), or with (?:) to mind"
                  .formatted(written)
              + " upper and lower case; write \"(?i)"
              + written
              + "\"");
    }
    return new TextMatch(written, Optional.empty());
  }

  private static Pattern compiled(String written) {
    var tooBig = "the expression \"%s\" repeats too much; write a simpler one".formatted(written);
    if (repetitions(written) > MOST_REPETITIONS) {
      throw new IllegalArgumentException(tooBig);
    }
    try {
      var pattern = Pattern.compile(written);
      if (pattern.programSize() > BIGGEST) {
        throw new IllegalArgumentException(tooBig);
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: %s at \"%s\" (RE2's syntax: no look-around, no references"
                  .formatted(e.getDescription(), e.getPattern())
              + " back)",
          e);
    }
  }

  /// As if all of them were nested.
  private static double repetitions(String written) {
    var product = 1.0;
    var found = REPETITION.matcher(written);
    while (found.find()) {
      var most = found.group(2) == null || found.group(2).isEmpty() ? 1 : 2;
      product *= Math.max(1, Double.parseDouble(found.group(most)));
    }
    return product;
  }

  /// Whether a text has it somewhere.
  public boolean isIn(String text) {
    return expression
        .map(it -> it.matcher(text).find())
        .orElseGet(() -> folded(text).contains(words));
  }

  /// Whether a name is it; an expression may fit a part of the name.
  public boolean isNameOf(String name) {
    return expression
        .map(it -> it.matcher(name).find())
        .orElseGet(() -> folded(name).equals(words));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }

  /// As the owner wrote it.
  @Override
  public String toString() {
    return written;
  }
}
