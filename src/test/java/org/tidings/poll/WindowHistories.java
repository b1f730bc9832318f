// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.tidings.http.StubAnswer;
import org.tidings.poll.FeedStory.History;

/// What a feed shows of its blog: more, less, again, or in another order.
final class WindowHistories {
  private static final Duration DAY = Duration.ofDays(1);

  private WindowHistories() {}

  static final List<History> ALL =
      List.of(
          History.of(
              "emptied and filled again",
              it -> {
                it.begins(12).shows(List.of()).polls();
                it.shows(List.of()).writes("After the gap").polls();
              }),
          History.of(
              "reordered",
              it -> {
                it.begins(10);
                Collections.reverse(it.posts);
                it.polls();
                var last = BlogPost.of("Last in the list", it.now());
                it.writes(last, it.posts.size()).window(20).polls();
              }),
          History.of(
              "truncated to one entry and whole again",
              it -> {
                it.begins(10).shows(it.posts.subList(0, 1)).polls();
                it.writes("New").shows(it.posts.subList(0, 1)).polls();
              }),
          History.of(
              "cut off in the middle of a transfer",
              it -> {
                it.begins(10).writes("At the end of the cable");
                var body = BlogPost.rss(it.posts);
                it.answers(PollFixture.document(body.substring(0, body.length() / 2))).polls();
              }),
          History.of(
              "grown from 10 to 100 entries",
              it -> {
                it.begins(10).window(200).posts.addAll(FeedStory.older(it, 90));
                it.polls().writes("As long as never before").polls();
              }),
          History.of(
              "grown from 10 to 12 entries",
              it -> {
                it.begins(10).window(200).posts.addAll(FeedStory.older(it, 2));
                it.polls();
                assertThat(it.fate("From the archive, 1"))
                    .contains("dated 2026-", "before all that");
              }),
          History.of(
              "grown without dates",
              it -> {
                it.begins(6, BlogPost::undated);
                it.writes(BlogPost.of("Undated", it.now()).undated()).polls();
                FeedStory.older(it, 3).forEach(old -> it.posts.add(old.undated()));
                it.polls();
              }),
          History.of(
              "deleted and restored",
              it -> {
                it.begins(10);
                var deleted = it.posts.remove(3);
                it.polls();
                it.posts.add(3, deleted);
                it.polls();
              }),
          History.of(
              "a deletion brings an older one to light",
              it -> {
                it.begins(10).posts.remove(2);
                it.posts.addAll(FeedStory.older(it, 1));
                it.polls();
              }),
          History.of(
              "a deletion in a busy feed brings one of today to light",
              it -> {
                it.window(4).begins(10, WindowHistories::onceAnHour).posts.remove(1);
                it.polls().writes("Busy").polls();
              }),
          new History(
              "an archive of 200 articles is imported between the others",
              200,
              it -> {
                it.window(500).begins(30, WindowHistories::onceAMonth);
                it.posts.addAll(20, FeedStory.older(it, 200));
                it.posts.sort((a, b) -> b.date().get().compareTo(a.date().get()));
                it.polls();
              }),
          History.of(
              "an archive is imported behind the others",
              it -> {
                it.window(500).begins(30).posts.addAll(FeedStory.older(it, 200));
                it.polls().writes("After the import").polls();
              }),
          History.of(
              "the second page is served for the first",
              it -> it.begins(10).shows(FeedStory.older(it, 10)).polls().writes("New").polls()),
          History.of(
              "caches give the old and the new document in turn",
              it -> {
                it.begins(10);
                var old = List.copyOf(it.posts);
                it.writes("Seen now and then").polls();
                for (var i = 0; i < 4; i++) {
                  it.shows(old).polls();
                }
              }),
          History.of(
              "an old article is pinned on top",
              it -> {
                it.begins(10).posts.addFirst(it.posts.remove(7));
                it.polls().writes(BlogPost.of("Below the pin", it.now()), 1).polls();
              }),
          new History(
              "an article that was never seen is pinned on top",
              1,
              it -> {
                it.begins(10).posts.addFirst(FeedStory.older(it, 1).getFirst());
                it.polls().writes(BlogPost.of("Below the pin", it.now()), 1).polls();
              }),
          new History(
              "another blog is merged into this one",
              8,
              it -> {
                it.begins(10).window(30);
                for (var i = 1; i < 9; i++) {
                  var date = it.now().minus(DAY.multipliedBy(i)).minusSeconds(500);
                  it.posts.add(BlogPost.of("From the other blog, " + i, date));
                }
                it.posts.sort((a, b) -> b.date().get().compareTo(a.date().get()));
                it.polls().writes("Together").polls();
              }),
          History.of(
              "five articles between two polls",
              it -> {
                it.begins(10);
                for (var i = 0; i < 5; i++) {
                  it.writes("One of five, " + i);
                }
                it.polls();
              }),
          History.of(
              "live posts of one title and text, day after day",
              it -> {
                it.begins(6).window(2);
                for (var i = 0; i < 6; i++) {
                  var post = BlogPost.of("Live " + i, it.now()).title("We are live").text("Watch.");
                  it.passes(DAY).writes(post).polls();
                }
              }),
          History.of(
              "episodes of one description",
              it -> {
                it.begins(6).window(1);
                for (var i = 0; i < 6; i++) {
                  var blurb = "Every week we talk to somebody who makes things. ".repeat(6);
                  it.passes(DAY).writes(BlogPost.of("Episode " + i, it.now()).text(blurb)).polls();
                }
              }),
          History.of(
              "an error page, then the feed",
              it -> {
                it.begins(10).writes("Behind the error page");
                it.answers(StubAnswer.ok("text/html", "<html><title>Maintenance</title></html>"));
                it.polls();
              }),
          History.of(
              "gone for a day, then back",
              it -> {
                it.begins(10).answers(StubAnswer.status(410)).passes(Duration.ofHours(12));
                it.writes("Back").polls();
              }));

  private static BlogPost onceAnHour(BlogPost post) {
    var age = Duration.between(post.date().get(), PollFixture.START).dividedBy(24);
    return post.date(PollFixture.START.minus(age));
  }

  private static BlogPost onceAMonth(BlogPost post) {
    var number = Integer.parseInt(post.title().replaceAll("\\D", ""));
    return post.date(PollFixture.START.minus(DAY.multipliedBy(30L * (30 - number))));
  }
}
