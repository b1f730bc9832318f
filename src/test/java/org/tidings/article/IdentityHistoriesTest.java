// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidings.feed.Entry;

/// Random years in the lives of blogs: whatever a blog does to its feed, each article is new
/// exactly once. Seeded, so that a failure can be run again.
class IdentityHistoriesTest {
  private static final int YEARS = 20;
  private static final int POLLS = 60;
  private static final int WINDOW = 10;

  /// How a blog's software marks its entries, and what may happen to such a blog.
  enum Blog {
    PERMALINK_GUID(true, true, true),
    WORDPRESS_GUID(true, true, true),
    OPAQUE_GUID(true, true, true),
    ONE_GUID_FOR_ALL(false, true, true),
    NO_GUID(false, true, true),
    ONE_LINK_FOR_ALL(true, true, false),
    FRAGMENT_LINKS(false, true, false),
    NOTHING_BUT_WORDS(false, false, false);

    private final boolean mayMoveHost;
    private final boolean mayEdit;
    private final boolean mayDecorateLinks;

    Blog(boolean mayMoveHost, boolean mayEdit, boolean mayDecorateLinks) {
      this.mayMoveHost = mayMoveHost;
      this.mayEdit = mayEdit;
      this.mayDecorateLinks = mayDecorateLinks;
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_article_is_new_exactly_once(Blog blog) {
    for (var seed = 0; seed < YEARS; seed++) {
      new Year(blog, seed).live();
    }
  }

  private static final class Year {
    private final Blog blog;
    private final int seed;
    private final Random random;
    private final Memory memory = new Memory();
    private final List<String> titles = new ArrayList<>();
    private final Map<Integer, Integer> timesNew = new HashMap<>();
    private String origin = "http://blog.example";
    private String decoration = "";
    private int published;
    private boolean sawTwo;

    Year(Blog blog, int seed) {
      this.blog = blog;
      this.seed = seed;
      this.random = new Random(seed);
    }

    void live() {
      IntStream.range(0, 1 + random.nextInt(WINDOW)).forEach(_ -> publish());
      for (var poll = 0; poll < POLLS; poll++) {
        poll();
        happen();
      }
      poll();
      assertThat(timesNew)
          .as("%s, seed %d", blog, seed)
          .hasSize(titles.size())
          .allSatisfy((article, times) -> assertThat(times).as("article %d", article).isOne());
    }

    private void happen() {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> IntStream.range(0, 1 + random.nextInt(3)).forEach(_ -> publish());
        case 3 -> edit();
        case 4 -> origin = origin.startsWith("https") ? http() : origin.replace("http", "https");
        case 5 -> moveHost();
        case 6 -> decorate();
        default -> {}
      }
    }

    private void publish() {
      titles.add("Article " + titles.size());
    }

    private void edit() {
      if (blog.mayEdit) {
        var article = titles.size() - 1 - random.nextInt(Math.min(WINDOW, titles.size()));
        titles.set(article, titles.get(article) + "!");
      }
    }

    private String http() {
      return origin.replace("https", "http");
    }

    private void moveHost() {
      if (blog.mayMoveHost) {
        origin = "https://" + Stream.of("", "www.").toList().get(random.nextInt(2)) + host();
      }
    }

    private String host() {
      return "blog-" + random.nextInt(4) + ".example";
    }

    private void decorate() {
      if (blog.mayDecorateLinks) {
        decoration =
            List.of("", "/", "?utm_source=rss", "/?fbclid=x#comments", "/amp/", "/index.html")
                .get(random.nextInt(6));
      }
    }

    /// The newest of them, in the right, the wrong or any order; now and then none, only one, or
    /// one twice.
    private void poll() {
      var shown = new ArrayList<Integer>();
      IntStream.range(Math.max(0, titles.size() - WINDOW), titles.size()).forEach(shown::add);
      switch (random.nextInt(6)) {
        case 0 -> Collections.shuffle(shown, random);
        case 1 -> Collections.reverse(shown);
        case 2 -> shown.add(random.nextInt(shown.size() + 1), shown.getLast());
        case 3 -> keepOnlyTheNewest(shown);
        default -> {}
      }
      sawTwo |= shown.size() > 1;
      published = titles.size();
      take(shown);
      if (random.nextInt(8) == 0) {
        take(List.of());
      }
      if (random.nextInt(8) == 0) {
        take(shown.reversed().subList(0, 1));
      }
    }

    /// If that hides nothing new; and what all entries share must have shown itself before.
    private void keepOnlyTheNewest(List<Integer> shown) {
      if (sawTwo && published >= titles.size() - 1) {
        shown.subList(0, shown.size() - 1).clear();
      }
    }

    private void take(List<Integer> shown) {
      var document =
          Entries.document(
              origin + "/",
              blog == Blog.WORDPRESS_GUID ? "https://wordpress.org/?v=6.9" : "",
              shown.stream().map(this::entry).toList());
      for (var fresh : memory.take(document)) {
        timesNew.merge(number(fresh), 1, Integer::sum);
      }
    }

    private Entry entry(int article) {
      var link =
          switch (blog) {
            case ONE_LINK_FOR_ALL -> origin + "/updates";
            case FRAGMENT_LINKS -> origin + "/log#v" + article;
            case NOTHING_BUT_WORDS -> "";
            default -> origin + "/2026/article-" + article + decoration;
          };
      var guid =
          switch (blog) {
            case PERMALINK_GUID -> origin + "/2026/article-" + article;
            case WORDPRESS_GUID -> origin + "/?p=" + article;
            case OPAQUE_GUID, ONE_LINK_FOR_ALL -> "id-" + article;
            case ONE_GUID_FOR_ALL -> "0";
            case NO_GUID, FRAGMENT_LINKS, NOTHING_BUT_WORDS -> "";
          };
      return Entries.entry(
          guid,
          link,
          titles.get(article),
          Optional.of(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * article)),
          "<p>The text of number " + article + ".</p>");
    }

    private static int number(Entry entry) {
      var html = entry.summaryHtml().orElseThrow();
      return Integer.parseInt(html.replaceAll("\\D", ""));
    }
  }
}
