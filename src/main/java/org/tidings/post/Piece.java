// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

/// A run of text of one origin. What came from where decides what may be done with it: links and
/// hashtags are never altered, and only what a feed said has its mentions defused.
record Piece(Origin origin, String text) {
  enum Origin {
    /// Stands literally in the owner's template.
    OWNER,
    /// The feed's words.
    FEED,
    /// The article's address.
    LINK,
    /// One hashtag made from a category, `#` included.
    HASHTAG;

    boolean isAtom() {
      return this == LINK || this == HASHTAG;
    }
  }
}
