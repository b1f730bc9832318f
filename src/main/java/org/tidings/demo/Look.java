// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.util.OptionalInt;
import org.tidings.text.LengthRule;
import org.tidings.text.LengthRule.Unit;
import org.tidings.text.Links;

/// How a network shows a post, as far as the demo imitates it.
///
/// @param css the class of its colours in `wall.css`
/// @param initial stands on the tile where its logo would be
/// @param rule how it counts
/// @param linkWeight what any link counts, if not what it is long
/// @param hashtags whether they lead somewhere
/// @param link what becomes of the link
record Look(
    String css,
    String initial,
    LengthRule rule,
    OptionalInt linkWeight,
    boolean hashtags,
    LinkAs link) {
  static final Look TOOT = card("mastodon", "M", Unit.GRAPHEMES, 500).links(23);
  static final Look X = card("x", "X", Unit.X_CHARACTERS, 280);
  static final Look FACEBOOK = card("facebook", "f", Unit.UTF16_UNITS, 63_206);
  static final Look LINKEDIN = card("linkedin", "in", Unit.UTF16_UNITS, 3000);
  static final Look THREADS = card("threads", "@", Unit.THREADS_CHARACTERS, 500);
  static final Look GOOGLE =
      new Look(
          "google",
          "G",
          new LengthRule(Unit.UTF16_UNITS, 1500),
          OptionalInt.empty(),
          false,
          LinkAs.BUTTON);

  /// What a network makes of a post's link, besides showing it where it stands in the text.
  enum LinkAs {
    /// A card, unless there is a picture.
    CARD,
    /// A button.
    BUTTON,
  }

  private static Look card(String css, String initial, Unit unit, int max) {
    var rule = new LengthRule(unit, max);
    return new Look(css, initial, rule, OptionalInt.empty(), true, LinkAs.CARD);
  }

  private Look links(int weight) {
    return new Look(css, initial, rule, OptionalInt.of(weight), hashtags, link);
  }

  /// Such as `212 of 500 characters`.
  String counted(String text) {
    return "%d of %,d characters".formatted(rule.measure(weighed(text)), rule.max());
  }

  private String weighed(String text) {
    if (linkWeight.isEmpty()) {
      return text;
    }
    var weighed = new StringBuilder();
    var at = 0;
    for (var link : Links.in(text)) {
      weighed.append(text, at, link.start()).append("x".repeat(linkWeight.getAsInt()));
      at = link.end();
    }
    return weighed.append(text.substring(at)).toString();
  }
}
