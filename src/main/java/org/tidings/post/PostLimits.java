// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import java.util.OptionalInt;
import org.tidings.text.LengthRule;

/// What a platform takes, in its own units; the one place where a post's form is decided.
///
/// @param text every rule that the text must meet, such as 300 graphemes and 3000 bytes
/// @param linkWeight what any link counts, whatever its length; empty if each counts as it stands
/// @param hashtags the platform's alphabet for hashtags
/// @param maxHashtags how many to set at most
/// @param mentions what an `@name` in a feed's text would do there
/// @param card who makes the link card
/// @param maxCashtags how many `$TICKER`s a post may have; empty if they are only text
public record PostLimits(
    List<LengthRule> text,
    OptionalInt linkWeight,
    HashtagAlphabet hashtags,
    int maxHashtags,
    Mentions mentions,
    CardBy card,
    OptionalInt maxCashtags) {
  public PostLimits {
    text = List.copyOf(text);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a platform without any limit is a mistake");
    }
  }

  /// The limits of a platform that knows no cashtags.
  public PostLimits(
      List<LengthRule> text,
      OptionalInt linkWeight,
      HashtagAlphabet hashtags,
      int maxHashtags,
      Mentions mentions,
      CardBy card) {
    this(text, linkWeight, hashtags, maxHashtags, mentions, card, OptionalInt.empty());
  }

  /// Which characters a hashtag may have there.
  public enum HashtagAlphabet {
    /// Letters, marks, digits and `_`; not digits alone (Mastodon, and most others).
    WORD,
    /// Anything but space and punctuation at its end; at most 64 graphemes (Bluesky).
    WIDE,
    /// No hashtags at all.
    NONE,
  }

  /// What an `@name` in the text would do.
  public enum Mentions {
    /// Notify a stranger: it must be defused.
    NOTIFY,
    /// Nothing: it is only text.
    INERT,
  }

  /// Who makes the link card.
  public enum CardBy {
    /// The platform fetches the page; the text must contain the link.
    PLATFORM,
    /// We do: title, description and thumbnail go with the post.
    SENDER,
    /// Nobody.
    NOBODY,
  }
}
