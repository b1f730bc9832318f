// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.util.Optional;
import org.tidings.config.Money;

/// What a platform charges for posting, and what the owner is ready to pay.
///
/// @param usual the price of a usual post: one that carries its article's link
/// @param budget the most that may be spent in a calendar month (UTC); empty: no limit
public record Tariff(Money usual, Optional<Money> budget) {
  public Tariff {
    if (budget.filter(it -> !it.currency().equals(usual.currency())).isPresent()) {
      throw new IllegalArgumentException("price and budget are in two currencies");
    }
  }
}
