// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import org.tidings.config.RouteSettings;
import org.tidings.post.Post;

/// What the routes, and its author, say of one article and one channel.
public sealed interface Ruling {
  /// The words, whether they are wanted or not: the owner may want them later.
  Post post();

  /// It is to be posted.
  ///
  /// @param route the one that it took
  record Take(Post post, RouteSettings route) implements Ruling {}

  /// It is not to be posted.
  ///
  /// @param reason names the rule
  record Skip(Post post, String reason) implements Ruling {}

  /// Its author asks for something that can't be understood; only the owner can say.
  record Unclear(Post post, String reason) implements Ruling {}
}
