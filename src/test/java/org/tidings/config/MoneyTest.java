// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "5 USD, 5000000, 5.00 USD",
    "0.015 USD, 15000, 0.015 USD",
    "0.2 EUR, 200000, 0.20 EUR",
    "0 USD, 0, 0.00 USD",
    "1234567.123456 USD, 1234567123456, 1234567.123456 USD",
    "100 JPY, 100000000, 100.00 JPY",
  })
  void is_read_and_written_exactly(String written, long micros, String shown) {
    var money = Money.parse(written).orElseThrow();
    assertThat(money.micros()).isEqualTo(micros);
    assertThat(money).hasToString(shown);
    assertThat(Money.parse(shown)).contains(money);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5", "USD", "5USD", "-5 USD", "5 usd", "5,50 USD", "1e3 USD", "0.0000001 USD", ""})
  void anything_else_is_refused(String written) {
    assertThat(Money.parse(written)).isEmpty();
  }
}
