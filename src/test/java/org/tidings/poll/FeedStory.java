// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tidings.config.FeedSettings;
import org.tidings.http.StubAnswer;
import org.tidings.outbox.DeliveryState;

/// A blog whose life a test tells: what it writes is news, whatever else its feed shows is not.
final class FeedStory implements AutoCloseable {
  private static final List<String> THINGS =
      List.of("Bread", "Rivers", "Trains", "Maps", "Clocks", "Bees", "Salt", "Bridges", "Ink");

  final PollFixture it;

  /// What the feed shows, the newest first.
  List<BlogPost> posts = new ArrayList<>();

  /// What readers want to hear of, by address, or by title where there is none.
  final Set<String> news = new HashSet<>();

  private int window = 10;
  private Duration settle = Duration.ZERO;
  private String id = "blog";
  private String path = "/feed";
  private Function<List<BlogPost>, String> format = BlogPost::rss;

  FeedStory(Path folder) {
    it = new PollFixture(folder);
  }

  /// A history with its name, as the table of histories has it.
  ///
  /// @param held how many articles wait for the owner at its end
  record History(String name, int held, Consumer<FeedStory> told) {
    static History of(String name, Consumer<FeedStory> told) {
      return new History(name, 0, told);
    }
  }

  /// A blog of so many posts, a day apart, whose feed was read once.
  FeedStory begins(int count, UnaryOperator<BlogPost> like) {
    for (var i = 1; i <= count; i++) {
      var date = now().minus(Duration.ofDays(count - i)).minus(Duration.ofHours(3));
      posts.addFirst(like.apply(BlogPost.of(title(i), date)));
    }
    return polls();
  }

  FeedStory begins(int count) {
    return begins(count, UnaryOperator.identity());
  }

  static String title(int number) {
    return THINGS.get(number % THINGS.size()) + " and other matters, part " + number;
  }

  FeedStory window(int entries) {
    window = entries;
    return this;
  }

  FeedStory settle(Duration duration) {
    settle = duration;
    return this;
  }

  FeedStory format(Function<List<BlogPost>, String> other) {
    format = other;
    return this;
  }

  /// Renamed, or moved, by its owner in the configuration.
  FeedStory configured(String newId, String newPath) {
    id = newId;
    path = newPath;
    return this;
  }

  Instant now() {
    return it.clock.instant();
  }

  FeedStory passes(Duration time) {
    it.clock.advance(time);
    return this;
  }

  /// A new post on top.
  FeedStory writes(BlogPost post) {
    return writes(post, 0);
  }

  /// A new post at that place of the feed.
  FeedStory writes(BlogPost post, int place) {
    news.add(post.link().isEmpty() ? post.title() : post.link());
    posts.add(place, post);
    return this;
  }

  FeedStory writes(String title) {
    return writes(BlogPost.of(title, now().minusSeconds(60)));
  }

  FeedStory all(UnaryOperator<BlogPost> change) {
    posts.replaceAll(change);
    return this;
  }

  FeedStory one(int place, UnaryOperator<BlogPost> change) {
    posts.set(place, change.apply(posts.get(place)));
    return this;
  }

  /// The feed as it is, its newest entries, is polled.
  FeedStory polls() {
    return shows(posts.subList(0, Math.min(window, posts.size())));
  }

  /// Only for this poll the feed shows that.
  FeedStory shows(List<BlogPost> entries) {
    var body = format.apply(entries);
    var etag = "\"" + HexFormat.of().toHexDigits(body.hashCode()) + "\"";
    it.server.handle("GET", path, _ -> PollFixture.document(body).header("ETag", etag));
    return reads();
  }

  /// Polls whatever the server was told to answer.
  FeedStory reads() {
    it.poller().due(List.of(settings()), Set.of());
    it.poll(settings());
    return this;
  }

  FeedStory answers(StubAnswer answer) {
    it.server.handle("GET", path, _ -> answer);
    return reads();
  }

  private FeedSettings settings() {
    var plain = it.feed(id, path, 0);
    return new FeedSettings(
        plain.id(),
        plain.url(),
        plain.every(),
        settle,
        plain.first(),
        plain.directives(),
        plain.allowPrivate(),
        plain.proxy(),
        plain.paused(),
        plain.access());
  }

  List<String> posted() {
    return queued(DeliveryState.READY);
  }

  List<String> held() {
    return queued(DeliveryState.HELD);
  }

  private List<String> queued(DeliveryState state) {
    return it.queue().stream()
        .filter(q -> q.delivery().state() == state)
        .map(q -> q.link().map(URI::toString).orElse(q.title()))
        .toList();
  }

  /// Why an article was never to be posted, or waits.
  String fate(String title) {
    return it.history().explain(title).getFirst().fate();
  }

  /// The titles of what goes out.
  List<String> titles() {
    return it.titles();
  }

  /// Nothing old went out, nothing new is lost.
  void judge(History history) {
    assertThat(posted()).as("posted").doesNotHaveDuplicates().isSubsetOf(news);
    var told = new HashSet<>(posted());
    told.addAll(held());
    assertThat(told).as("posted or held").containsAll(news);
    assertThat(held()).as("held").hasSize(history.held());
  }

  static List<BlogPost> older(FeedStory story, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                BlogPost.of(
                    "From the archive, " + i, story.now().minus(Duration.ofDays(100L + 3L * i))))
        .toList();
  }

  @Override
  public void close() {
    it.close();
  }
}
