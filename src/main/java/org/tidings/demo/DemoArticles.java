// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the demo's blog publishes: articles with what real ones bring along – entities, emoji, long
/// titles, several scripts, a name that looks like a mention.
final class DemoArticles {
  /// The numbers up to this are those of the archive.
  private static final int ARCHIVED = 2;

  private DemoArticles() {}

  /// What is on the blog before Tidings comes; none of it may be posted.
  static List<DemoArticle> archive(Instant now) {
    return List.of(
        article(
            1,
            "hello-world",
            "Hello, world",
            "<p>A first word from the banks of the river.</p>",
            "A quiet river at dawn",
            List.of("Notes"),
            now.minus(Duration.ofDays(40))),
        article(
            2,
            "monsoon-diary",
            "A monsoon diary: what the rain told us",
            "<p>Forty days of rain, forty short entries.</p>",
            "Rain on a window",
            List.of("Nature", "Diary"),
            now.minus(Duration.ofDays(12))));
  }

  /// What is published while Tidings watches, in order.
  static List<DemoArticle> news(Instant now) {
    return List.of(
        article(
            3,
            "tea-and-trains",
            "Tea &amp; trains: 5 slow journeys for people who can&#8217;t sit still",
            "<p>You do not need to go far. You need to go <em>slowly</em>. Here are five"
                + " journeys by train where the tea is better than the timetable.</p>"
                + "<p>The first one starts where most people get off.</p>",
            "A blue train crossing a viaduct above tea gardens",
            List.of("Travel", "Slow living"),
            now),
        article(
            4,
            "election-explained",
            "The local election, explained: who stands, what they want, what it would cost, why the"
                + " turnout matters more than the winner, and the three questions that nobody asked"
                + " at the town hall although everybody in the room wanted to hear the answers",
            "<p>A ward councillor decides about drains, not about destiny. That is why it"
                + " matters.</p><p>We read all 214 pages so that you don&#8217;t have to.</p>",
            "Ballot boxes on a long table",
            List.of("Politics", "Local elections", "India"),
            now.plusSeconds(1)),
        article(
            5,
            "coffee-emoji",
            "Why I drink my ☕ black \uD83D\uDC69\u200D\uD83C\uDF73 (and what @barista said)",
            "<p>Milk hides everything. Sugar hides the rest. &lt;3</p>",
            "A cup of black coffee seen from above",
            List.of("Food & drink"),
            now.plusSeconds(2)));
  }

  private static DemoArticle article(
      int number,
      String slug,
      String title,
      String html,
      String alt,
      List<String> categories,
      Instant published) {
    return new DemoArticle(
        number, slug, title, html, alt, categories, published, number > ARCHIVED);
  }
}
