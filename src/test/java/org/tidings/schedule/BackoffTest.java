// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// To the millisecond, by a chance that is no surprise.
class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    // failures in a row, the server's own wait, share of chance, wait
    "1, , 0, PT7.5S",
    "1, , 0.5, PT11.25S",
    "2, , 0, PT15S",
    "8, , 0.5, PT24M",
    "9, , 0.5, PT45M",
    "1000000, , 0.5, PT45M",
    "1, PT2H, 0, PT2H",
    "1, PT2H, 0.5, PT2H6M0.5S",
    "1, PT0S, 0.5, PT11.25S",
    "1, PT11S, 0, PT11S",
    "1, PT11S, 0.5, PT12.05S",
    "1, P7D, 0, P7D",
    "1, P7DT1S, 0, P7D",
    "1, P365D, 0.5, P7DT8H24M0.5S",
  })
  void half_of_the_wait_is_chance_and_the_servers_own_wait_is_only_lengthened(
      int failures, Duration asked, double share, Duration wait) {
    assertThat(Backoff.DELIVERY.after(failures, Optional.ofNullable(asked), new Chance(share)))
        .isEqualTo(wait);
  }

  @Test
  void a_wait_may_be_the_same_from_the_first_to_the_last() {
    var minute = Duration.ofMinutes(1);
    assertThat(new Backoff(minute, minute).after(9, Optional.empty(), new Chance(0)))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1S", "PT-1S, PT1S", "PT2S, PT1.999S"})
  void a_wait_must_have_a_length_and_must_not_shrink(Duration base, Duration cap) {
    assertThatThrownBy(() -> new Backoff(base, cap)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failures_count_from_one() {
    assertThatThrownBy(() -> Backoff.LOOK.after(0, Optional.empty(), new Chance(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
