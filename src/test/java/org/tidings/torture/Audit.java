// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.DeliveryState;
import org.tidings.store.Database;
import org.tidings.store.Tx;
import org.tidings.torture.Tally.Row;

/// Compares ledgers with history: each article on each account exactly once, and history says so.
final class Audit {
  /// What lies between intent and request, and between answer and record, is milliseconds; on a
  /// machine that is busy this much. Longer than that, an unknown would have another reason than
  /// the kill.
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final int POISON = 3;

  private final List<String> published;
  private final Map<Kind, Account> accounts;
  private final List<Instant> kills;
  private final Map<String, Line> history;
  private final List<Unknown> unknown = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  /// One delivery, as the history has it.
  ///
  /// @param intended when its last request was about to leave
  /// @param crashes how many lives in a row died of it
  private record Line(DeliveryId id, DeliveryState state, Optional<Instant> intended, int crashes) {
    /// One that may be what kills is sent no more, so that only reading can prove anything.
    boolean isRepeated() {
      return crashes < POISON;
    }
  }

  /// A post of which nobody can know whether it is out, but who looks at the ledger.
  record Unknown(DeliveryId delivery, boolean isOut) {}

  private Audit(
      Map<String, Line> history,
      List<String> published,
      Map<Kind, Account> accounts,
      List<Instant> kills) {
    this.history = history;
    this.published = published;
    this.accounts = accounts;
    this.kills = kills;
  }

  static Audit of(
      Path state, List<String> published, Map<Kind, Account> accounts, List<Instant> kills) {
    try (var database = Database.open(state.resolve("tidings.db"))) {
      return new Audit(database.read(Audit::lines), published, accounts, kills);
    }
  }

  /// Whether every article has a delivery to every account.
  boolean enqueued() {
    return published.stream()
        .allMatch(link -> accounts.keySet().stream().allMatch(it -> line(it, link).isPresent()));
  }

  List<Unknown> unknown() {
    tally();
    return List.copyOf(unknown);
  }

  Tally tally() {
    unknown.clear();
    mistakes.clear();
    var rows = new EnumMap<Kind, Row>(Kind.class);
    accounts.forEach((kind, account) -> rows.put(kind, row(kind, account)));
    return new Tally(rows, List.copyOf(mistakes), Map.of(), 0);
  }

  private Row row(Kind kind, Account account) {
    var out = account.links().get();
    var row = new Row(out.size(), 0, 0, strangers(kind, out), 0, 0, 0);
    for (var link : published) {
      row = row.plus(compare(kind, account, link, Collections.frequency(out, link)));
    }
    return row;
  }

  private int strangers(Kind kind, List<String> out) {
    var strangers = out.stream().filter(it -> !published.contains(it)).toList();
    strangers.forEach(it -> mistakes.add(kind + " phantom: is no article: " + it));
    return strangers.size();
  }

  private Row compare(Kind kind, Account account, String link, int copies) {
    var line = line(kind, link);
    var copied = copies > 1 ? mistake(kind, link, "copied: " + copies + " times") : 0;
    if (line.isEmpty()) {
      return new Row(0, copied, mistake(kind, link, "lost: no delivery"), 0, 0, 0, 0);
    }
    return switch (line.get().state()) {
      case PUBLISHED ->
          new Row(0, copied, 0, copies == 0 ? mistake(kind, link, "phantom") : 0, 0, 0, 0);
      case UNKNOWN ->
          unknown(kind, account, link, line.get(), copies).plus(new Row(0, copied, 0, 0, 0, 0, 0));
      default -> {
        var lost = mistake(kind, link, "lost: it is " + line.get().state().word());
        yield new Row(0, copied, lost, 0, 0, 0, 0);
      }
    };
  }

  private Row unknown(Kind kind, Account account, String link, Line line, int copies) {
    unknown.add(new Unknown(line.id(), copies > 0));
    var over = needless(kind, account, link, line).map(it -> mistake(kind, link, it)).orElse(0);
    return new Row(0, 0, 0, 0, copies > 0 ? 1 : 0, copies > 0 ? 0 : 1, over);
  }

  /// Why it need not be unknown, if so: it was provable, or not killed between intent and answer.
  private Optional<String> needless(Kind kind, Account account, String link, Line line) {
    if (line.isRepeated() ? kind.provable() : kind.readable()) {
      return Optional.of("unknown, although it can be proved");
    }
    if (line.intended().isEmpty()) {
      return Optional.of("unknown, although it was never to be sent");
    }
    var intended = line.intended().get();
    var killed = kills.stream().filter(it -> !it.isBefore(intended)).min(Instant::compareTo);
    if (killed.isEmpty()) {
      return Optional.of("unknown, although nothing was killed");
    }
    var arrived = last(account.tap().arrivals(link), intended);
    if (arrived.isEmpty()) {
      return killed.get().isAfter(intended.plus(MOMENT))
          ? Optional.of("unknown, although it was never sent")
          : Optional.empty();
    }
    return last(account.tap().answers(link), intended)
        .filter(it -> killed.get().isAfter(it.plus(MOMENT)))
        .map(_ -> "unknown, although it was answered long before the kill");
  }

  /// What was before belongs to an earlier attempt.
  private static Optional<Instant> last(List<Instant> times, Instant intended) {
    return times.stream().filter(it -> !it.isBefore(intended)).max(Instant::compareTo);
  }

  private int mistake(Kind kind, String link, String what) {
    mistakes.add(kind.id() + " " + link + " " + what);
    return 1;
  }

  private Optional<Line> line(Kind kind, String link) {
    return Optional.ofNullable(history.get(kind.id() + " " + link));
  }

  private static Map<String, Line> lines(Tx tx) {
    var lines = new HashMap<String, Line>();
    tx.handle()
        .createQuery(
            """
            SELECT d.id, d.channel, d.state, d.crashes, a.link,
              (SELECT max(t.at) FROM attempt t WHERE t.delivery = d.id AND t.step = 'intent') AS at
            FROM delivery d JOIN article a ON a.id = d.article\
            """)
        .map(
            (rs, _) -> {
              var at = rs.getLong("at");
              var intended =
                  rs.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(at));
              return Map.entry(
                  rs.getString("channel") + " " + rs.getString("link"),
                  new Line(
                      new DeliveryId(rs.getLong("id")),
                      DeliveryState.of(rs.getString("state")),
                      intended,
                      rs.getInt("crashes")));
            })
        .list()
        .forEach(it -> lines.put(it.getKey(), it.getValue()));
    return lines;
  }
}
