// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tidings.channel.Health;
import org.tidings.config.ChannelId;
import org.tidings.schedule.ExpiryWarning;
import org.tidings.store.Database;

/// How the channels' accounts are: what checks showed, and the owner's pause.
public final class Accounts {
  private final Database database;
  private final InstantSource clock;

  public Accounts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Notes what a check of the account showed; a good one ends its rest.
  ///
  /// @return a warning that has not been given yet: the credential ends soon
  public Optional<ExpiryWarning> checked(ChannelId channel, Health health) {
    return switch (health) {
      case Health.Good good -> good(channel, good);
      case Health.Bad(var reason, var remedy) -> {
        var now = clock.instant();
        change(channel, it -> it.with(it.breaker().refused(reason, remedy)).checked(now));
        yield Optional.empty();
      }
      case Health.Unreachable _ -> Optional.empty();
    };
  }

  private Optional<ExpiryWarning> good(ChannelId channel, Health.Good good) {
    var now = clock.instant();
    change(channel, it -> mended(it).good(good, now));
    var account = database.read(tx -> ChannelTable.find(tx, channel));
    var warning = account.expires().flatMap(it -> ExpiryWarning.due(it, account.warned(), now));
    warning.ifPresent(due -> change(channel, it -> it.warned(due.threshold())));
    return warning;
  }

  private static Account mended(Account account) {
    return account.breaker().remedy().isPresent() ? account.with(Breaker.CLOSED) : account;
  }

  /// What the owner was last told to know.
  public List<String> hints(ChannelId channel) {
    return database.read(tx -> ChannelTable.find(tx, channel)).hints();
  }

  /// Stops a channel; what it owes waits and does not expire.
  public void pause(ChannelId channel) {
    var now = clock.instant();
    change(channel, it -> it.paused(it.paused().or(() -> Optional.of(now))));
  }

  /// Starts a channel again, at once, whatever its account's last trouble was.
  public void resume(ChannelId channel) {
    change(channel, it -> it.paused(Optional.empty()).with(Breaker.CLOSED));
  }

  private void change(ChannelId channel, UnaryOperator<Account> change) {
    var now = clock.instant();
    database.runInTx(
        tx -> {
          var before = ChannelTable.find(tx, channel);
          var after = change.apply(before);
          ChannelTable.put(tx, channel, after);
          if (before.waitsForOwner() && !after.waitsForOwner()) {
            LifetimeTable.renewAll(tx, channel, now);
          }
        });
  }
}
