// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where feeds usually are, for pages that name none.
final class UsualPaths {
  /// Commonest first: WordPress, Jekyll and Eleventy, Hugo, then what is left.
  private static final List<String> NAMES =
      List.of(
          "feed/",
          "feed.xml",
          "index.xml",
          "rss.xml",
          "atom.xml",
          "rss/",
          "feed.json",
          "feed.atom",
          "index.rss",
          "rss/feed.xml");

  private UsualPaths() {}

  /// The addresses to try, likeliest first: beside the page, then at the site's root; for a profile
  /// of the kind that Mastodon has, its own feed before them.
  static List<URI> of(URI page) {
    var path = Optional.ofNullable(page.getRawPath()).orElse("");
    var profile =
        path.matches("/@[\\w.-]+/?")
            ? Stream.of(path.replaceFirst("/$", "") + ".rss")
            : Stream.<String>empty();
    var beside = path.substring(0, path.lastIndexOf('/') + 1);
    var folders = Stream.of(beside, "/").filter(it -> !it.isEmpty()).distinct();
    var usual = folders.flatMap(folder -> NAMES.stream().map(folder::concat));
    return Stream.concat(profile, usual)
        .flatMap(it -> UriReference.resolve(page, it).stream())
        .toList();
  }
}
