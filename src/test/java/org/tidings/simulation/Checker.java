// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidings.store.Database;

/// Compares the ledger, which is the truth, with the history, which is what Tidings believes.
final class Checker {
  private final World world;
  private final Blog blog;
  private final Platform platform;
  private final Kind kind;

  Checker(World world, Blog blog, Platform platform, Kind kind) {
    this.world = world;
    this.blog = blog;
    this.platform = platform;
    this.kind = kind;
  }

  /// One article as the database has it.
  ///
  /// @param state of its delivery; empty if it has none
  private record Row(String link, boolean baseline, String state, String reason) {}

  /// Checks.
  ///
  /// @param settled whether everything has had the time to end
  void check(Database database, boolean settled) {
    var rows = rows(database);
    var verdict =
        database.<String>read(
            tx -> tx.handle().createQuery("PRAGMA integrity_check").mapTo(String.class).first());
    if (!verdict.equals("ok")) {
      world.violated("the database is damaged: " + verdict);
    }
    var posts = new HashMap<String, Integer>();
    platform.ledger().forEach(it -> posts.merge(path(it.link()), 1, Integer::sum));
    posts.forEach(this::copied);
    rows.forEach(it -> check(it, posts.getOrDefault(path(it.link()), 0), settled));
    if (settled) {
      lost(rows);
    }
  }

  private void copied(String path, int times) {
    if (times > 1) {
      world.violated("copied: %s is there %d times".formatted(path, times));
    }
  }

  private void check(Row row, int posts, boolean settled) {
    if (row.baseline() && posts > 0) {
      world.violated("old: " + row.link() + " was there before us");
    }
    if (row.state().equals("published") && posts == 0) {
      world.violated("phantom: " + row.link() + " is not on the platform");
    }
    if (settled && !row.baseline()) {
      settled(row, posts);
    }
  }

  private void settled(Row row, int posts) {
    switch (row.state()) {
      case "published" -> {}
      case "rejected" -> {
        if (posts > 0) {
          world.violated("unrecorded: " + row.link() + " is out, and called rejected");
        } else if (!platform.refused(row.link())) {
          world.violated("lost: " + row.link() + " called rejected: " + row.reason());
        }
      }
      case "unknown" -> {
        if (!kind.mayAskOwner()) {
          world.violated("unknown: " + row.link() + " could have been proved: " + row.reason());
        }
      }
      default ->
          world.violated(
              "unsettled: %s is %s: %s".formatted(row.link(), row.state(), row.reason()));
    }
  }

  /// Every article of the blog is known.
  private void lost(List<Row> rows) {
    Map<String, Integer> known = new HashMap<>();
    rows.forEach(it -> known.merge(path(it.link()), 1, Integer::sum));
    for (var article : blog.articles()) {
      var times = known.getOrDefault(article.path(), 0);
      if (times == 0) {
        world.violated("lost: article " + article.number() + " was never seen");
      } else if (times > 1) {
        world.violated("copied: article " + article.number() + " is known " + times + " times");
      }
    }
  }

  private static List<Row> rows(Database database) {
    return database.read(
        tx ->
            tx.handle()
                .createQuery(
                    """
                    SELECT a.link AS link, a.baseline AS baseline,
                      coalesce(d.state, '') AS state, coalesce(d.reason, '') AS reason
                    FROM article a LEFT JOIN delivery d ON d.article = a.id ORDER BY a.id, d.id\
                    """)
                .map(
                    (rs, ctx) ->
                        new Row(
                            rs.getString("link"),
                            rs.getInt("baseline") == 1,
                            rs.getString("state"),
                            rs.getString("reason")))
                .list());
  }

  private static String path(String link) {
    return link.substring(link.indexOf("://") + 3);
  }
}
