// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.time.Instant;
import java.util.List;

/// An article of the demo's blog, as its author wrote it.
///
/// @param slug its path on the blog
/// @param html its text
/// @param alt what its picture shows
/// @param isNews whether it is published while Tidings watches
record DemoArticle(
    int number,
    String slug,
    String title,
    String html,
    String alt,
    List<String> categories,
    Instant published,
    boolean isNews) {
  DemoArticle {
    categories = List.copyOf(categories);
  }

  DemoArticle titled(String newTitle) {
    return new DemoArticle(number, slug, newTitle, html, alt, categories, published, isNews);
  }

  String path() {
    return "/" + slug + "/";
  }

  String picturePath() {
    return "/pictures/" + number + ".png";
  }
}
