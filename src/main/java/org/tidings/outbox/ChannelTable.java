// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.tidings.store.Columns.number;
import static org.tidings.store.Columns.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.config.ChannelId;
import org.tidings.store.Tx;

/// The table `channel_state`.
final class ChannelTable {
  private ChannelTable() {}

  static Account find(Tx tx, ChannelId channel) {
    return tx.handle()
        .createQuery("SELECT * FROM channel_state WHERE channel = :channel")
        .bind("channel", channel.value())
        .map((rs, ctx) -> row(rs))
        .findOne()
        .orElse(Account.NEW);
  }

  static void put(Tx tx, ChannelId channel, Account account) {
    var breaker = account.breaker();
    tx.handle()
        .createUpdate(
            """
            INSERT INTO channel_state (channel, paused, open_until, opened, failures, remedy,
              reason, account, checked, expires, warned, hints)
            VALUES (:channel, :paused, :openUntil, :opened, :failures, :remedy,
              :reason, :account, :checked, :expires, :warned, :hints)
            ON CONFLICT (channel) DO UPDATE SET paused = excluded.paused,
              open_until = excluded.open_until, opened = excluded.opened,
              failures = excluded.failures, remedy = excluded.remedy, reason = excluded.reason,
              account = excluded.account, checked = excluded.checked,
              expires = excluded.expires, warned = excluded.warned, hints = excluded.hints\
            """)
        .bind("channel", channel.value())
        .bind("paused", account.paused().map(Instant::toEpochMilli).orElse(null))
        .bind("openUntil", breaker.openUntil().map(Instant::toEpochMilli).orElse(null))
        .bind("opened", breaker.opened())
        .bind("failures", breaker.failures())
        .bind("remedy", breaker.remedy().orElse(null))
        .bind("reason", breaker.reason().isEmpty() ? null : breaker.reason())
        .bind("account", account.name().orElse(null))
        .bind("checked", account.checked().map(Instant::toEpochMilli).orElse(null))
        .bind("expires", account.expires().map(Instant::toEpochMilli).orElse(null))
        .bind("warned", account.warned().orElse(null))
        .bind("hints", account.hints().isEmpty() ? null : String.join("\n", account.hints()))
        .execute();
  }

  /// Moves the accounts' rests with a clock that was set back.
  static void turnedBack(Tx tx, Duration by) {
    tx.handle()
        .createUpdate("UPDATE channel_state SET open_until = open_until + :by")
        .bind("by", by.toMillis())
        .execute();
  }

  private static Account row(ResultSet rs) throws SQLException {
    var breaker =
        new Breaker(
            time(rs, "open_until"),
            rs.getInt("opened"),
            rs.getInt("failures"),
            Optional.ofNullable(rs.getString("remedy")),
            Optional.ofNullable(rs.getString("reason")).orElse(""));
    return new Account(
        time(rs, "paused"),
        breaker,
        Optional.ofNullable(rs.getString("account")),
        time(rs, "checked"),
        time(rs, "expires"),
        number(rs, "warned").map(Long::intValue),
        Optional.ofNullable(rs.getString("hints")).stream().flatMap(String::lines).toList());
  }
}
