// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.outbox.DeliveryId;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Compares the ledger, which is the truth, with the history, which is what Tidings believes.
final class Checker {
  private final World world;
  private final Blog blog;
  private final Platform platform;
  private final Kind kind;
  private final Mix mix;
  private final Evidence evidence;

  Checker(World world, Blog blog, Platform platform, Kind kind, Mix mix, Evidence evidence) {
    this.world = world;
    this.blog = blog;
    this.platform = platform;
    this.kind = kind;
    this.mix = mix;
    this.evidence = evidence;
  }

  /// One article as the database has it.
  ///
  /// @param state of its delivery; empty if it has none
  private record Row(
      String link, boolean baseline, DeliveryId delivery, String state, String reason) {}

  /// How runs may end that are good.
  record Counts(int unknown, int expired) {}

  /// Whether every article has what it needs.
  static boolean isSettled(Tx tx) {
    return tx.handle()
            .createQuery(
                """
                SELECT count(*) FROM article a WHERE baseline = 0
                  AND NOT EXISTS (SELECT 1 FROM delivery WHERE article = a.id)\
                """)
            .mapTo(Integer.class)
            .one()
        == 0;
  }

  /// Checks.
  ///
  /// @param settled whether everything has had the time to end
  /// @param countsClaims whether fences mean anything
  Counts check(Database database, boolean settled, boolean countsClaims) {
    var rows = rows(database);
    var verdict =
        database.<String>read(
            tx -> tx.handle().createQuery("PRAGMA integrity_check").mapTo(String.class).first());
    if (!verdict.equals("ok")) {
      world.violated(Broken.DAMAGED, verdict);
    }
    var posts = new HashMap<String, Integer>();
    platform.ledger().stream()
        .filter(Platform.Entry::isOurs)
        .forEach(it -> posts.merge(path(it.link()), 1, Integer::sum));
    rows.forEach(it -> check(database, it, posts.getOrDefault(path(it.link()), 0), settled));
    known(rows, settled);
    new StoryChecker(world, mix, evidence, countsClaims).check(database);
    return new Counts(count(rows, "unknown"), count(rows, "expired"));
  }

  private static int count(List<Row> rows, String state) {
    return (int) rows.stream().filter(it -> it.state().equals(state)).count();
  }

  private void check(Database database, Row row, int posts, boolean settled) {
    // A backup may be from before the first poll.
    if (row.baseline() && posts > 0 && !evidence.isRestored()) {
      world.violated(Broken.OLD, row.link() + " was there before us");
    }
    var state = row.state();
    if (state.equals("published")) {
      if (posts == 0 && !isByHand(row) && !mayBeAssumed(database, row)) {
        world.violated(Broken.PHANTOM, row.link() + " is not on the platform");
      }
    } else if (evidence.answered(row.link())) {
      world.violated(Broken.UNRECORDED, row.link() + " was answered, and is called " + state);
    }
    if (settled && !row.baseline()) {
      settled(row, posts);
    }
  }

  private void settled(Row row, int posts) {
    var link = row.link();
    switch (row.state()) {
      case "published" -> {}
      case "rejected" -> {
        notOut(row, posts);
        if (!platform.refused(link) && !mayBeSaidBefore(row)) {
          world.violated(Broken.LOST, link + " called rejected: " + row.reason());
        }
      }
      case "expired" -> {
        notOut(row, posts);
        expired(row);
      }
      case "skipped" -> {
        if (!evidence.dropped(link)) {
          world.violated(Broken.LOST, link + " called skipped: " + row.reason());
        }
      }
      case "unknown" -> {
        if (!kind.mayAskOwner() && !row.reason().contains("could not look")) {
          world.violated(Broken.OVER_ASKED, link + ": " + row.reason());
        }
      }
      default ->
          world.violated(
              Broken.UNSETTLED, "%s is %s: %s".formatted(link, row.state(), row.reason()));
    }
  }

  private void notOut(Row row, int posts) {
    if (posts > 0 && !evidence.mayBeResent(row.link())) {
      world.violated(Broken.UNRECORDED, row.link() + " is out, and called " + row.state());
    }
    if (row.reason().isEmpty()) {
      world.violated(Broken.UNTOLD, row.link() + " is " + row.state() + ", nobody knows why");
    }
  }

  private void expired(Row row) {
    var out = blog.at(row.link()).map(Blog.Article::at).orElse(Instant.MAX);
    // A clock that was set between a backup and its return looks like time that passed.
    var clockIsKnown = !mix.turns() || !evidence.isRestored();
    if (clockIsKnown && Duration.between(out, world.now()).compareTo(mix.expire()) < 0) {
      world.violated(Broken.LOST, row.link() + " expired too early: " + row.reason());
    }
  }

  /// The owner wanted that, if nobody can tell.
  private boolean mayBeAssumed(Database database, Row row) {
    return mix.onUnknown() == OnUnknown.ASSUME_SENT
        && (evidence.doubted(row.link()) || diedBeforeItsAnswer(database, row.delivery()));
  }

  /// Whether the process died between an intent and an answer, be it before the platform saw
  /// anything: the engine can't know that.
  static boolean diedBeforeItsAnswer(Database database, DeliveryId id) {
    var steps =
        database.<List<String>>read(
            tx ->
                tx.handle()
                    .createQuery("SELECT step FROM attempt WHERE delivery = :id ORDER BY id")
                    .bind("id", id.value())
                    .mapTo(String.class)
                    .list());
    return Collections.indexOfSubList(steps, List.of("intent", "orphaned")) >= 0;
  }

  /// The owner had posted it himself.
  private boolean isByHand(Row row) {
    return platform.ledger().stream()
        .anyMatch(it -> !it.isOurs() && path(it.link()).equals(path(row.link())));
  }

  /// The platform had some reason to say so.
  private boolean mayBeSaidBefore(Row row) {
    return isByHand(row) || (mix.namesakes() && row.reason().contains("said before"));
  }

  /// Every article of the blog is known, once.
  private void known(List<Row> rows, boolean settled) {
    Map<String, Integer> known = new HashMap<>();
    rows.forEach(it -> known.merge(path(it.link()), 1, Integer::sum));
    for (var article : blog.articles()) {
      var times = known.getOrDefault(article.path(), 0);
      if (times == 0 && settled) {
        world.violated(Broken.LOST, "article " + article.number() + " was never seen");
      } else if (times > 1) {
        world.violated(
            Broken.COPIED, "article " + article.number() + " is known " + times + " times");
      }
    }
  }

  private static List<Row> rows(Database database) {
    return database.read(
        tx ->
            tx.handle()
                .createQuery(
                    """
                    SELECT a.link AS link, a.baseline AS baseline, coalesce(d.id, 0) AS delivery,
                      coalesce(d.state, '') AS state, coalesce(d.reason, '') AS reason
                    FROM article a LEFT JOIN delivery d ON d.article = a.id ORDER BY a.id, d.id\
                    """)
                .map(
                    (rs, ctx) ->
                        new Row(
                            rs.getString("link"),
                            rs.getInt("baseline") == 1,
                            new DeliveryId(rs.getLong("delivery")),
                            rs.getString("state"),
                            rs.getString("reason")))
                .list());
  }

  private static String path(String link) {
    return link.substring(link.indexOf("://") + 3);
  }
}
