// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.tidings.poll.FeedStory.History;

/// Feeds whose ids, titles and links do not do what they are for.
final class GuidHistories {
  private GuidHistories() {}

  static final List<History> ALL =
      List.of(
          History.of(
              "a new id for everything in every build",
              it -> {
                var builds = new AtomicInteger();
                it.begins(10);
                for (var day = 0; day < 12; day++) {
                  it.all(post -> post.guid("build-" + builds.incrementAndGet()));
                  if (day % 4 == 3) {
                    it.writes("Built on day " + day);
                  }
                  it.polls().passes(Duration.ofHours(6));
                }
              }),
          History.of(
              "one id for all",
              it -> {
                it.begins(10, post -> post.guid("0"));
                it.writes(BlogPost.of("Also zero", it.now()).guid("0")).polls();
                it.writes(BlogPost.of("Zero too", it.now()).guid("0")).polls();
                it.shows(it.posts.subList(0, 1));
              }),
          History.of(
              "ids that are numbers of places, handed on with each new article",
              it -> {
                it.begins(10, post -> post);
                number(it);
                it.polls();
                for (var i = 0; i < 4; i++) {
                  it.writes("Number one, time " + i);
                  number(it);
                  it.polls();
                }
              }),
          History.of(
              "no ids at all",
              it -> {
                it.begins(10, post -> post.guid(""));
                it.writes(BlogPost.of("Known by its address", it.now()).guid("")).polls();
                it.one(3, post -> post.title("Edited")).polls();
              }),
          History.of(
              "neither ids nor links",
              it -> {
                it.begins(10, post -> post.at(""));
                it.writes(BlogPost.of("Known by its title", it.now()).at("")).polls();
                it.one(3, post -> post.text("Edited.")).polls();
              }),
          History.of(
              "ids change their case",
              it -> {
                it.begins(10, post -> post.guid("ID-" + post.slug()));
                it.all(post -> post.guid(post.guid().toLowerCase(Locale.ROOT))).polls();
              }),
          History.of(
              "ids change their case, and there is no link",
              it -> {
                it.begins(10, post -> post.guid("ID-" + post.slug()).link(""));
                it.all(post -> post.guid(post.guid().toLowerCase(Locale.ROOT))).polls();
                it.writes(BlogPost.of("Lower case", it.now()).guid("id-new").link("")).polls();
              }),
          History.of(
              "all link to the same page",
              it -> {
                it.begins(10, post -> post.link(BlogPost.SITE + "updates"));
                it.writes(BlogPost.of("On that page", it.now()).link(BlogPost.SITE + "updates"));
                it.polls();
              }),
          History.of(
              "comments are counted in the titles, and nothing else names an article",
              it -> {
                it.begins(8, post -> post.at("").title(post.title() + " (0)"));
                it.all(post -> post.title(post.title().replaceFirst("\\d+\\)$", "3)"))).polls();
                it.all(post -> post.title(post.title().replaceFirst("\\d+\\)$", "12)"))).polls();
              }),
          History.of(
              "comments are counted in the titles",
              it -> {
                it.begins(8, post -> post.title(post.title() + " (0)"));
                it.all(post -> post.title(post.title().replaceFirst("\\d+\\)$", "7)"))).polls();
                it.writes("Discussed (0)").polls();
              }),
          History.of(
              "entities in the titles are encoded twice, while ids are lost",
              it -> {
                it.begins(8, post -> post.title("Salt & " + post.title()));
                it.all(
                    post ->
                        post.guid("")
                            .link(BlogPost.SITE + "e/" + post.slug().hashCode())
                            .title(post.title().replace("&", "&amp;")));
                it.polls();
              }),
          History.of(
              "titles are edited, again and again",
              it -> {
                it.begins(10);
                for (var i = 0; i < 5; i++) {
                  it.one(i, post -> post.title(post.title() + "!")).polls();
                }
              }),
          History.of(
              "a microblog without titles",
              it -> {
                it.begins(10, post -> post.title(""));
                it.writes(BlogPost.of("Good morning", it.now()).title("").text("Good morning."));
                it.polls();
                it.one(4, old -> old.text(old.text() + " Edited.")).polls();
              }),
          History.of(
              "many of one title on one day, seen one at a time",
              it -> {
                it.begins(5).window(1);
                for (var i = 0; i < 6; i++) {
                  var name = BlogPost.SITE + "photo/" + i;
                  it.writes(
                      BlogPost.of("Photo " + i, it.now()).title("Photo").at(name).text("Seen."));
                  it.polls();
                }
              }),
          History.of(
              "an old article is posted again as it was, under a new address",
              it -> {
                it.begins(12);
                var old = it.posts.get(9);
                it.posts.addFirst(old.at(BlogPost.SITE + "again").date(it.now()));
                it.polls();
              }),
          History.of(
              "a new article under an old title",
              it -> {
                it.begins(10).passes(Duration.ofDays(40));
                var title = it.posts.get(4).title();
                var post = BlogPost.of("This year", it.now()).title(title);
                it.writes(post.at(BlogPost.SITE + "this-year")).polls();
              }),
          History.of(
              "an article is edited while its id stays and its address changes",
              it -> {
                it.begins(10, post -> post.guid("id-" + post.slug()));
                it.one(0, post -> post.link(BlogPost.SITE + "moved").title("Moved")).polls();
                it.one(0, post -> post.guid("id-other")).polls();
              }));

  private static void number(FeedStory it) {
    for (var i = 0; i < it.posts.size(); i++) {
      var number = Integer.toString(i + 1);
      it.one(i, post -> post.guid(number));
    }
  }
}
