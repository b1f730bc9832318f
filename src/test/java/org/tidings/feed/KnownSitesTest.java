// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses are the sites' own, as of feeds.md 3.13.
class KnownSitesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos"
            + " https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        "https://youtube.com/playlist?x=1&list=PLabc_-9"
            + " https://www.youtube.com/feeds/videos.xml?playlist_id=PLabc_-9",
        "https://github.com/a.b/c-d/releases https://github.com/a.b/c-d/releases.atom",
        "https://github.com/a/b/tags/ https://github.com/a/b/tags.atom",
        "https://github.com/a/b/commits https://github.com/a/b/commits.atom",
        "https://github.com/a/b/commits/main https://github.com/a/b/commits/main.atom",
        "https://old.reddit.com/r/java/ https://www.reddit.com/r/java/.rss",
        "https://www.reddit.com/user/ann https://www.reddit.com/user/ann/.rss",
        "https://medium.com/@ann https://medium.com/feed/@ann",
        "https://ann.medium.com https://ann.medium.com/feed",
        "https://ann.substack.com/ https://ann.substack.com/feed",
        "https://ann.substack.com/archive https://ann.substack.com/feed",
        "https://ann.tumblr.com https://ann.tumblr.com/rss",
        "https://Ann.Blogspot.com/2024/01/post.html https://ann.blogspot.com/feeds/posts/default",
        "https://ann.blogspot.co.uk https://ann.blogspot.co.uk/feeds/posts/default",
        "https://bsky.app/profile/ann.bsky.social https://bsky.app/profile/ann.bsky.social/rss",
      })
  void a_page_of_a_known_site_tells_its_feed(URI page, URI feed) {
    assertThat(KnownSites.feedOf(page)).contains(feed);
    assertThat(KnownSites.feedOf(feed).filter(it -> !it.equals(feed)))
        .as("a feed's own address stays")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example/",
    "https://www.youtube.com/@ann",
    "https://github.com/a/b",
    "https://medium.com/@ann/a-story-1234",
    "https://substack.com/",
    "https://www.tumblr.com/",
    "https://notmedium.com/@ann",
    "https://medium.com.evil.example/@ann",
    "https://fosstodon.org/@ann",
  })
  void any_other_page_has_to_be_read(URI page) {
    assertThat(KnownSites.feedOf(page)).isEqualTo(Optional.empty());
  }
}
