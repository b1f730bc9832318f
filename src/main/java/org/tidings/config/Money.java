// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of money, exact to a millionth: a request can cost less than a cent.
///
/// @param micros millionths of the currency's unit, not negative
/// @param currency three capital letters (ISO 4217)
public record Money(long micros, String currency) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?) ([A-Z]{3})");

  private static final int PLACES = 6;

  public Money {
    if (micros < 0) {
      throw new IllegalArgumentException("less than nothing: " + micros);
    }
  }

  /// Reads `5 USD`, `0.015 USD`.
  public static Optional<Money> parse(String text) {
    var written = WRITTEN.matcher(text.strip());
    return written.matches()
        ? Optional.of(
            new Money(
                new BigDecimal(written.group(1)).movePointRight(PLACES).longValueExact(),
                written.group(2)))
        : Optional.empty();
  }

  public Money times(long n) {
    return new Money(Math.multiplyExact(micros, n), currency);
  }

  /// As people write it, with two places at least: `5.00 USD`, `0.015 USD`.
  @Override
  public String toString() {
    var amount = BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
    return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY).toPlainString()
        + " "
        + currency;
  }
}
