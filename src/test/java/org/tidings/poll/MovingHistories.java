// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.tidings.poll.FeedStory.title;

import java.time.Duration;
import java.util.List;
import org.tidings.http.StubAnswer;
import org.tidings.poll.FeedStory.History;

/// Blogs that move, are redesigned or served otherwise.
final class MovingHistories {
  private MovingHistories() {}

  static final List<History> ALL =
      List.of(
          History.of(
              "http becomes https, and back, and forth",
              it -> {
                it.begins(12, post -> post.addresses(a -> a.replace("https", "http")));
                it.all(post -> post.addresses(a -> a.replace("http:", "https:"))).polls();
                it.all(post -> post.addresses(a -> a.replace("https:", "http:"))).polls();
                it.all(post -> post.addresses(a -> a.replace("http:", "https:")));
                it.writes("After the move").polls().polls();
              }),
          History.of(
              "a new domain with the same paths",
              it -> {
                it.begins(10).all(post -> post.addresses(a -> a.replace("blog.ex", "new.ex")));
                it.polls().writes("On the new domain").polls();
              }),
          History.of(
              "a new domain, and an article on the day of the move",
              it -> {
                it.begins(10).all(post -> post.addresses(a -> a.replace("blog.ex", "new.ex")));
                it.writes("We have moved").polls();
              }),
          History.of(
              "www is added",
              it -> {
                it.begins(10).all(post -> post.addresses(a -> a.replace("blog", "www.blog")));
                it.polls().writes("With www").polls();
              }),
          History.of(
              "slashes at the end are added",
              it -> it.begins(10).all(post -> post.addresses(a -> a + "/")).polls()),
          History.of(
              "another permalink structure",
              it -> {
                it.begins(10)
                    .all(post -> post.at(BlogPost.SITE + "posts/" + post.slug() + ".html"));
                it.polls().writes("In the new structure").polls();
              }),
          History.of(
              "another permalink structure, and an article on that day",
              it -> {
                it.begins(10)
                    .all(post -> post.at(BlogPost.SITE + "posts/" + post.slug() + ".html"));
                it.writes("The new structure").polls();
              }),
          History.of(
              "from WordPress to a static site: numbers become permalinks",
              it -> {
                it.begins(10, post -> post.guid(BlogPost.SITE + "?p=" + post.title().hashCode()));
                it.all(post -> post.guid(post.link())).polls();
                it.writes("Static now").polls();
              }),
          History.of(
              "new domain, new paths, new ids: the same titles and dates",
              it -> {
                it.begins(10).all(post -> post.at("https://else.example/n/" + id(post)));
                it.polls().writes("Elsewhere").polls();
              }),
          History.of(
              "new paths and ids, and some titles edited on the way",
              it -> {
                it.begins(10).all(post -> post.at(BlogPost.SITE + "n/" + id(post)));
                it.one(2, post -> post.title("Reworded").text("Also reworded."));
                it.one(5, post -> post.title("Rewritten")).polls();
                it.writes("Next").polls();
              }),
          History.of(
              "a rebuild with new addresses that dates everything today",
              it -> {
                it.begins(10).all(post -> post.at(BlogPost.SITE + "n/" + id(post)).date(it.now()));
                it.polls().passes(Duration.ofHours(2)).writes("After the rebuild").polls();
              }),
          new History(
              "nothing is left as it was: the owner is asked",
              10,
              it ->
                  it.begins(10)
                      .all(
                          post ->
                              post.at("https://else.example/n/" + id(post))
                                  .title("No. " + id(post))
                                  .text("")
                                  .date(it.now().minusSeconds(5)))
                      .polls()),
          History.of(
              "RSS becomes Atom, with ids of another kind",
              it -> {
                it.begins(10, post -> post.guid("post-" + id(post)));
                it.format(BlogPost::atom)
                    .all(post -> post.guid("tag:blog.example,2026:" + id(post)));
                it.polls().writes("In Atom").polls();
              }),
          History.of(
              "FeedBurner's links come, and go again",
              it -> {
                it.begins(10, post -> post.guid("id-" + id(post)));
                var own = List.copyOf(it.posts);
                it.all(post -> post.link("https://feedproxy.example/~r/b/~3/" + id(post))).polls();
                it.posts.clear();
                it.posts.addAll(own);
                it.polls().writes("Direct again").polls();
              }),
          History.of(
              "tracking parameters come into links, without ids",
              it -> {
                it.begins(10, post -> post.guid(""));
                it.all(post -> post.link(post.link() + "?utm_source=rss&utm_medium=feed")).polls();
                it.all(post -> post.link(post.link().replace("=rss", "=atom"))).polls();
                it.writes("Tracked").polls();
              }),
          History.of(
              "the owner gives the feed another address in the configuration",
              it -> {
                it.begins(10).writes("Meanwhile").configured("blog", "/feed.xml").polls();
                it.writes("Later").polls();
              }),
          History.of(
              "the owner renames the feed in the configuration",
              it -> {
                it.begins(10).writes("Meanwhile").configured("news", "/feed").polls();
                it.writes("Later").polls();
              }),
          History.of(
              "the feed's address redirects for good",
              it -> {
                it.begins(10)
                    .configured("blog", "/moved.xml")
                    .writes("Behind the redirect")
                    .polls();
                it.configured("blog", "/feed");
                it.answers(StubAnswer.status(301).header("Location", "/moved.xml"));
              }),
          History.of(
              "all is translated: other titles, texts and addresses, the same dates",
              it -> {
                it.begins(8, post -> post.addresses(a -> a.replace("/2026/", "/en/")));
                it.all(
                    post ->
                        post.at(BlogPost.SITE + "de/uebersetzt-" + id(post))
                            .title("Übersetzt " + id(post))
                            .text("Auf Deutsch " + id(post)));
                it.polls().writes("Auf Deutsch neu").polls();
              }),
          History.of(
              "a page is renamed: title and address, which is its id",
              it -> {
                it.begins(10)
                    .one(1, post -> post.title("Corrected").at(BlogPost.SITE + "corrected"));
                it.polls();
                it.one(1, post -> post.title(title(9)).at(BlogPost.SITE + "2026/once-more"))
                    .polls();
              }));

  private static String id(BlogPost post) {
    return Integer.toHexString(post.title().hashCode());
  }
}
