// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.tidings.channel.Tariff;
import org.tidings.config.Money;

/// What a channel has cost. A request whose answer was lost counts as paid; one that was surely
/// refused does not.
///
/// @param month since the first of the month, 00:00 UTC
/// @param pace in the last 30 days: what a month costs if nothing changes
public record Spending(Money month, Money pace) {
  static final Duration PACE = Duration.ofDays(30);

  /// The budget that is left; empty: no limit.
  public Optional<Money> left(Tariff tariff) {
    return tariff
        .budget()
        .map(it -> new Money(Math.max(0, it.micros() - month.micros()), it.currency()));
  }

  /// How many usual posts the budget still pays for this month; empty: no limit.
  public Optional<Long> posts(Tariff tariff) {
    var price = tariff.usual().micros();
    return price == 0 ? Optional.empty() : left(tariff).map(it -> it.micros() / price);
  }

  /// For people: `0.60 USD this month, 1.20 USD in 30 days; 4.40 USD of 5.00 USD left, about 22
  /// posts`.
  public String forecast(Tariff tariff) {
    var words = month + " this month, " + pace + " in 30 days";
    return words
        + tariff
            .budget()
            .map(it -> "; %s of %s left".formatted(left(tariff).orElse(it), it))
            .orElse("")
        + posts(tariff).map(it -> ", about %d posts".formatted(it)).orElse("");
  }

  /// Whether the budget has room for one more request.
  boolean affords(Tariff tariff, Money price) {
    return left(tariff).map(it -> it.micros() >= price.micros()).orElse(true);
  }

  /// When the month began.
  static Instant monthOf(Instant now) {
    return now.atZone(ZoneOffset.UTC)
        .with(TemporalAdjusters.firstDayOfMonth())
        .with(LocalTime.MIN)
        .toInstant();
  }

  /// When the next one begins.
  static Instant nextMonth(Instant now) {
    return now.atZone(ZoneOffset.UTC)
        .with(TemporalAdjusters.firstDayOfNextMonth())
        .with(LocalTime.MIN)
        .toInstant();
  }
}
