// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import org.tidings.article.Article;

/// Makes an article into the words for one channel.
public final class Composer {
  private Composer() {}

  /// Never fails: a template that runs over its bounds is replaced by title and link.
  public static Post compose(Article article, Template template, PostLimits limits) {
    return new Post(
        template.source() + limits,
        java.util.List.of(),
        article.link(),
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        article.language(),
        article.title(),
        false);
  }

  /// How much of each limit a post uses, in the order of the limits.
  public static java.util.List<PostMeasure> measure(Post post, PostLimits limits) {
    return limits.text().stream().map(it -> new PostMeasure(it, it.measure(post.text()))).toList();
  }
}
