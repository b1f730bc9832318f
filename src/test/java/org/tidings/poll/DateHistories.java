// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.tidings.http.StubAnswer;
import org.tidings.poll.FeedStory.History;

/// Dates that lie, are missing, or come late; and articles that settle first.
final class DateHistories {
  private static final Duration DAY = Duration.ofDays(1);

  private DateHistories() {}

  static final List<History> ALL =
      List.of(
          History.of(
              "an old article is dated anew",
              it -> it.begins(10).one(6, post -> post.date(it.now())).polls()),
          History.of(
              "every build dates everything now",
              it -> {
                it.begins(10);
                for (var i = 0; i < 5; i++) {
                  it.all(post -> post.date(it.now())).polls();
                }
                it.writes("Now").polls();
              }),
          History.of(
              "an article is dated five days back",
              it -> {
                var date = it.now().minus(DAY.multipliedBy(5));
                it.begins(10).writes(BlogPost.of("Back-dated", date), 5).polls();
              }),
          History.of(
              "a draft is dated when it was begun, three weeks ago",
              it -> {
                var date = it.now().minus(DAY.multipliedBy(21));
                it.window(30)
                    .begins(30)
                    .writes(BlogPost.of("Long in the making", date), 20)
                    .polls();
              }),
          new History(
              "an article is dated two years back, in a feed that goes back further",
              1,
              it -> {
                it.begins(10, post -> post.date(post.date().get().minus(DAY.multipliedBy(900))));
                var date = it.now().minus(DAY.multipliedBy(905));
                it.writes(BlogPost.of("From the drawer", date), 5).polls();
              }),
          new History(
              "an article on top is dated before all others",
              1,
              it -> {
                var date = it.now().minus(DAY.multipliedBy(400));
                it.begins(10).writes(BlogPost.of("Twice published", date)).polls();
              }),
          History.of(
              "a scheduled article appears with the date of its planning",
              it -> {
                it.begins(10).passes(DAY.multipliedBy(3));
                it.writes(BlogPost.of("Planned", it.now().minus(DAY.multipliedBy(2)))).polls();
              }),
          History.of(
              "a clock that is days ahead dates what comes",
              it -> {
                it.begins(10)
                    .writes(BlogPost.of("From the future", it.now().plus(DAY.multipliedBy(9))));
                it.polls().passes(DAY).writes("And today").polls();
              }),
          History.of(
              "a clock that is hours ahead dates what comes",
              it -> {
                it.begins(10).writes(BlogPost.of("Tonight", it.now().plusSeconds(7200))).polls();
                it.writes("Sooner").polls();
              }),
          History.of(
              "all dates are moved by a time zone",
              it -> {
                it.begins(10).all(post -> post.date(post.date().get().plusSeconds(19_800))).polls();
                it.writes("In that zone").polls();
              }),
          History.of(
              "no dates at all",
              it -> {
                it.begins(10, BlogPost::undated);
                it.writes(BlogPost.of("Undated", it.now()).undated()).polls();
                it.writes(BlogPost.of("Undated too", it.now()).undated()).polls();
              }),
          History.of(
              "no dates, and a deletion brings an old one to light",
              it -> {
                it.window(20).begins(12, BlogPost::undated).window(8).polls();
                var hidden = BlogPost.of("Hidden until now", it.now()).undated();
                it.writes(BlogPost.of("Undated", it.now()).undated()).polls();
                it.posts.remove(2);
                it.posts.add(7, hidden);
                it.polls();
              }),
          new History(
              "no dates, and the first thing that happens is a deletion",
              1,
              it -> {
                it.begins(8, BlogPost::undated).posts.remove(2);
                it.posts.add(BlogPost.of("Hidden until now", it.now()).undated());
                it.polls();
              }),
          History.of(
              "two articles in one second, the second behind a 304",
              it -> {
                it.begins(10).writes("First of the second").polls();
                it.writes("Second of the second");
                it.answers(StubAnswer.status(304));
                it.passes(DAY).writes("A day later").polls();
              }),
          History.of(
              "three weeks without being read, and nothing in the feed is known",
              it -> {
                it.begins(10).passes(DAY.multipliedBy(21));
                for (var i = 9; i >= 0; i--) {
                  it.writes(BlogPost.of("Unread " + i, it.now().minus(DAY.multipliedBy(2L * i))));
                }
                it.polls();
              }),
          History.of(
              "a draft leaks and is withdrawn before it has settled",
              it -> {
                it.settle(Duration.ofMinutes(20)).begins(10);
                var before = List.copyOf(it.posts);
                it.posts.addFirst(BlogPost.of("Not yet", it.now()));
                it.polls().shows(before).shows(before).shows(before);
                assertThat(it.fate("Not yet")).contains("withdrawn");
              }),
          History.of(
              "a typo is mended before the article has settled",
              it -> {
                it.settle(Duration.ofMinutes(20)).begins(10).writes("Brad and butter").polls();
                assertThat(it.posted()).isEmpty();
                assertThat(it.fate("Brad and butter")).startsWith("stands until 2026-11-24T12:");
                it.one(0, post -> post.title("Bread and butter")).polls();
                it.polls();
                assertThat(it.titles()).containsExactly("Bread and butter");
              }),
          History.of(
              "an article settles while the feed does not change",
              it -> {
                it.settle(Duration.ofMinutes(20)).begins(10).writes("Settled").polls();
                it.answers(StubAnswer.status(304)).answers(StubAnswer.status(304));
              }),
          History.of(
              "an article is withdrawn, comes back, and stays",
              it -> {
                it.settle(Duration.ofMinutes(20)).begins(10).writes("On second thoughts");
                it.polls().shows(it.posts.subList(1, 10)).polls();
                assertThat(it.posted()).isEmpty();
                it.polls().polls();
              }),
          History.of(
              "a feed can't be read when an article has settled",
              it -> {
                it.settle(Duration.ofMinutes(20)).begins(10).writes("During the outage").polls();
                it.answers(StubAnswer.status(503)).answers(StubAnswer.status(503));
                assertThat(it.posted()).isEmpty();
                it.polls();
              }),
          History.of(
              "a document breaks off before an article that is to settle",
              it -> {
                it.settle(Duration.ofMinutes(20)).begins(10).writes("Behind the break").polls();
                var lacking = BlogPost.rss(it.posts.subList(1, 10)).replace("</channel></rss>", "");
                it.answers(StubAnswer.ok("application/rss+xml", lacking));
                assertThat(it.fate("Behind the break")).startsWith("stands until");
                it.answers(StubAnswer.ok("application/rss+xml", lacking));
                assertThat(it.posted()).isEmpty();
                it.polls();
                assertThat(it.titles()).containsExactly("Behind the break");
              }),
          History.of(
              "an article that stood long enough by its date need not stand again",
              it -> {
                it.settle(Duration.ofMinutes(5)).begins(10);
                var began = it.now();
                it.passes(Duration.ofMinutes(10))
                    .writes(BlogPost.of("Stood", began.plusSeconds(9)));
                it.polls();
                assertThat(it.posted()).hasSize(1);
              }));
}
