// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.post.PostLimits.HashtagAlphabet;
import org.tidings.text.LengthRule;

/// Makes categories into hashtags that work: `climate change` into `#ClimateChange`.
///
/// Capitals tell the words apart, also to screen readers. Alphabets: `WORD` is Mastodon's
/// `Tag::HASHTAG_NAME_RE` (letters, marks, decimal digits, connectors; at least one letter), which
/// X, Facebook, Threads, LinkedIn and Tumblr accept too. `WIDE` is Bluesky's `TAG_REGEX` (anything
/// but space, and no punctuation at the end), of which we use letters and symbols.
record Hashtags(HashtagAlphabet alphabet, int max) {
  /// Lexicon `app.bsky.richtext.facet#tag`: maxGraphemes 64, maxLength 640 bytes. Longer ones are
  /// sentences, on any network.
  private static final List<LengthRule> LENGTH =
      List.of(
          new LengthRule(LengthRule.Unit.GRAPHEMES, 64),
          new LengthRule(LengthRule.Unit.UTF8_BYTES, 640));

  /// Names that mean something else without their signs.
  private static final Map<String, String> KNOWN =
      Map.of("c++", "Cpp", "c#", "CSharp", "f#", "FSharp", ".net", "DotNet");

  /// What WordPress calls the category that nobody chose, in its larger languages.
  private static final Set<String> NO_CATEGORY =
      Set.of(
          "uncategorized",
          "uncategorised",
          "allgemein",
          "nicht kategorisiert",
          "non classé",
          "sin categoría",
          "sem categoria",
          "senza categoria",
          "geen categorie",
          "bez kategorii",
          "okategoriserade",
          "ukategoriseret",
          "без рубрики",
          "未分類",
          "未分类",
          "غير مصنف");

  private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]*>");

  private static final String WORD = "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}";

  /// Mastodon's `Tag::HASHTAG_RE`: not after a letter, `/`, `)` or `=`.
  private static final Pattern IN_WORD_TEXT =
      Pattern.compile("(?<![=/)" + WORD + "])#([" + WORD + "\u00B7\u30FB\u200C]+)");

  /// Bluesky's `TAG_REGEX`: at the beginning or after a space.
  private static final Pattern IN_WIDE_TEXT =
      Pattern.compile("(?<![^\\s(\\[\"“‘])[#＃]([^\\s\\p{Cf}#]*[^\\s\\p{Cf}\\p{P}])");

  private static final Pattern LETTER = Pattern.compile("\\p{IsAlphabetic}");

  /// A hashtag that stands in a text.
  record Found(int start, int end, String tag) {}

  /// The hashtags that a template's own words have, without `#`.
  static Set<String> namesIn(String text, PostLimits limits) {
    return new Hashtags(limits.hashtags(), limits.maxHashtags())
        .in(text).stream().map(Found::tag).collect(Collectors.toUnmodifiableSet());
  }

  /// Cleans categories and leaves out those that say nothing.
  static Stream<String> meaningful(List<String> categories) {
    return categories.stream()
        .map(it -> FeedText.line(MARKUP.matcher(it).replaceAll("")))
        // Blogger's own categories are addresses of its schema.
        .filter(it -> !it.isEmpty() && !it.contains("://"))
        .filter(it -> !NO_CATEGORY.contains(it.toLowerCase(Locale.ROOT)));
  }

  /// The hashtags, `#` included, each once whatever its case.
  ///
  /// @param taken those that the reader sees already
  List<String> of(List<String> categories, Set<String> taken) {
    if (alphabet == HashtagAlphabet.NONE) {
      return List.of();
    }
    var seen = new HashSet<String>();
    taken.forEach(it -> seen.add(it.toLowerCase(Locale.ROOT)));
    return categories.stream()
        .flatMap(it -> name(it).stream())
        .filter(it -> seen.add(it.toLowerCase(Locale.ROOT)))
        .limit(max)
        .map(it -> "#" + it)
        .toList();
  }

  /// Those that stand in a text, as the network finds them.
  List<Found> in(String text) {
    if (alphabet == HashtagAlphabet.NONE) {
      return List.of();
    }
    var pattern = alphabet == HashtagAlphabet.WORD ? IN_WORD_TEXT : IN_WIDE_TEXT;
    return pattern
        .matcher(text)
        .results()
        .filter(it -> LETTER.matcher(it.group(1)).find())
        .map(it -> new Found(it.start(), it.end(), it.group(1)))
        .toList();
  }

  /// The name for a category; empty if nothing sensible remains of it.
  private Optional<String> name(String category) {
    var known = KNOWN.get(category.toLowerCase(Locale.ROOT));
    if (known != null) {
      return Optional.of(known);
    }
    var name = joined(words(Normalizer.normalize(category, Normalizer.Form.NFC)));
    // One letter left of more than one ("C++" was that, before the table) would mislead.
    var misleading =
        name.codePointCount(0, name.length()) == 1 && category.length() > name.length();
    return Optional.of(name)
        .filter(it -> LETTER.matcher(it).find() && !misleading)
        .filter(it -> LENGTH.stream().allMatch(rule -> rule.allows(it)));
  }

  private List<String> words(String category) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (var i = 0; i < category.length(); ) {
      var codePoint = category.codePointAt(i);
      var next = i + Character.charCount(codePoint);
      if (isKept(codePoint, word)) {
        word.appendCodePoint(codePoint);
      } else if (!isDropped(codePoint, category, next, word)) {
        words.add(word.toString());
        word.setLength(0);
      }
      i = next;
    }
    words.add(word.toString());
    // A word of signs only is none: "rock + roll".
    return words.stream().filter(Hashtags::hasLetterOrDigit).toList();
  }

  private boolean isKept(int codePoint, StringBuilder word) {
    return switch (Character.getType(codePoint)) {
      // A variation selector or an enclosing key cap is part of an emoji, not of a word.
      case Character.NON_SPACING_MARK -> !word.isEmpty() && !isVariationSelector(codePoint);
      case Character.COMBINING_SPACING_MARK -> !word.isEmpty();
      case Character.DECIMAL_DIGIT_NUMBER, Character.CONNECTOR_PUNCTUATION -> true;
      case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL -> alphabet == HashtagAlphabet.WIDE;
      default -> Character.isAlphabetic(codePoint);
    };
  }

  /// Left out without dividing the word: apostrophes, joiners, and the dots of `U.S.`
  private static boolean isDropped(int codePoint, String category, int next, StringBuilder word) {
    return switch (codePoint) {
      case '\'', '’', '‘', 'ʼ', '`', '·', 0x200C, 0x200D, 0xFE0E, 0xFE0F, 0x20E3 -> true;
      case '.' ->
          !word.isEmpty()
              && Character.isLetter(word.codePointBefore(word.length()))
              && (next == category.length() || !Character.isDigit(category.codePointAt(next)));
      default -> false;
    };
  }

  private static String joined(List<String> words) {
    var name = new StringBuilder();
    var previous = "";
    for (var word : words) {
      if (!previous.isEmpty() && needsDivider(previous, word)) {
        name.append('_');
      }
      name.append(capitalised(word));
      previous = word;
    }
    return name.toString();
  }

  /// Two numbers would run together; and words of a script without capitals too.
  private static boolean needsDivider(String left, String right) {
    var numbers =
        Character.isDigit(left.codePointBefore(left.length()))
            && Character.isDigit(right.codePointAt(0));
    return numbers || isWithoutCase(left) || isWithoutCase(right);
  }

  private static boolean isWithoutCase(String word) {
    return word.codePoints()
        .filter(Character::isLetter)
        .limit(1)
        .anyMatch(it -> Character.toTitleCase(it) == it && Character.toLowerCase(it) == it);
  }

  /// A capital first, unless the word has its own way: `iOS`.
  private static String capitalised(String word) {
    var first = word.codePointAt(0);
    var rest = word.substring(Character.charCount(first));
    return rest.codePoints().anyMatch(Character::isUpperCase)
        ? word
        : Character.toString(Character.toTitleCase(first)) + rest;
  }

  private static boolean hasLetterOrDigit(String word) {
    return word.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean isVariationSelector(int codePoint) {
    return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
  }
}
