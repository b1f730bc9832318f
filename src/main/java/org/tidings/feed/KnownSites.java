// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sites whose pages' addresses tell their feeds' addresses, so that no page has to be read.
final class KnownSites {
  /// `host/path?query` in, the feed out. The first that fits counts.
  private static final List<Rule> RULES =
      List.of(
          rule(
              "(?:www\\.|m\\.)?youtube\\.com/channel/(UC[\\w-]{22}).*",
              "https://www.youtube.com/feeds/videos.xml?channel_id=$1"),
          rule(
              "(?:www\\.|m\\.)?youtube\\.com/playlist\\?(?:.*&)?list=([\\w-]{2,64}).*",
              "https://www.youtube.com/feeds/videos.xml?playlist_id=$1"),
          rule(
              "github\\.com/([\\w.-]+/[\\w.-]+/(?:releases|tags))/?", "https://github.com/$1.atom"),
          rule(
              "github\\.com/([\\w.-]+/[\\w.-]+/commits(?:/[\\w./-]*\\w)?(?<!\\.atom))/?",
              "https://github.com/$1.atom"),
          rule(
              "(?:www\\.|old\\.|new\\.)?reddit\\.com/((?:r|u|user)/[\\w-]+)/?(?:\\?.*)?",
              "https://www.reddit.com/$1/.rss"),
          rule("medium\\.com/(@?[\\w.-]+)/?", "https://medium.com/feed/$1"),
          rule("((?!www\\.|help\\.)[\\w-]+\\.medium\\.com)/?", "https://$1/feed"),
          rule("((?!www\\.)[\\w-]+\\.substack\\.com)/?(?:archive|about)?", "https://$1/feed"),
          rule("((?!www\\.)[\\w-]+\\.tumblr\\.com)/?", "https://$1/rss"),
          rule(
              "((?!www\\.)[\\w-]+\\.blogspot\\.[a-z.]{2,6})/(?!feeds/).*",
              "https://$1/feeds/posts/default"),
          rule("bsky\\.app/profile/([\\w.:-]+)/?", "https://bsky.app/profile/$1/rss"));

  private KnownSites() {}

  private record Rule(Pattern page, String feed) {
    Optional<URI> feedOf(String address) {
      Matcher match = page.matcher(address);
      return match.matches() ? Optional.of(URI.create(match.replaceFirst(feed))) : Optional.empty();
    }
  }

  private static Rule rule(String page, String feed) {
    return new Rule(Pattern.compile(page), feed);
  }

  /// The feed of a page, if its site is known and the address is none of a feed already.
  static Optional<URI> feedOf(URI page) {
    var host = Optional.ofNullable(page.getHost()).orElse("").toLowerCase(Locale.ROOT);
    var path = Optional.ofNullable(page.getRawPath()).filter(it -> !it.isEmpty()).orElse("/");
    var address = host + path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
    return RULES.stream().flatMap(it -> it.feedOf(address).stream()).findFirst();
  }
}
