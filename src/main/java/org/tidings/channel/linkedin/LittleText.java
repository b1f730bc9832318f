// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import org.tidings.post.Post;

/// Writes a post's words as LinkedIn reads them (learn.microsoft.com/linkedin, "little text
/// format"). It ends a post silently at the first reserved character that is not escaped, and
/// still answers 201; so every one is escaped, inside addresses too.
final class LittleText {
  /// The page's list. The backslash is one of them, so each is escaped in one pass.
  private static final String RESERVED = "|{}@[]()<>#\\*_~";

  private LittleText() {}

  /// How a hashtag is written.
  enum Hashtags {
    /// `#tag`, the page's HashtagElement. A tag that holds a reserved character (only `_` can be)
    /// is written as mere words: escaped it would lead to another tag, and unescaped end the post.
    PLAIN,
    /// unproved: `{hashtag|\#|tag}`; copies of the page disagree on the backslash before `#`.
    TEMPLATE,
  }

  static String of(Post post, Hashtags form) {
    var little = new StringBuilder();
    var at = 0;
    for (var span : post.spans()) {
      if (span instanceof Post.Span.Hashtag(var start, var end, var tag)) {
        little.append(escaped(post.text().substring(at, start)));
        little.append(hashtag(post.text().substring(start, end), tag, form));
        at = end;
      }
    }
    return little.append(escaped(post.text().substring(at))).toString();
  }

  static String escaped(String text) {
    var little = new StringBuilder(text.length() + 16);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (RESERVED.indexOf(c) >= 0) {
        little.append('\\');
      }
      little.append(c);
    }
    return little.toString();
  }

  private static String hashtag(String written, String tag, Hashtags form) {
    return switch (form) {
      case PLAIN -> escaped(tag).equals(tag) ? "#" + tag : escaped(written);
      case TEMPLATE -> "{hashtag|\\#|" + escaped(tag) + "}";
    };
  }
}
