// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void the_same_seed_is_the_same_plan() {
    assertThat(Plan.of(42, 20)).isEqualTo(Plan.of(42, 20)).isNotEqualTo(Plan.of(43, 20));
    assertThat(Plan.of(42, 20).blows()).hasSize(20);
  }

  @Test
  void every_point_of_every_kind_is_struck_by_some_plan() {
    var struck =
        LongStream.range(0, 50)
            .mapToObj(seed -> Plan.of(seed, 20))
            .flatMap(it -> it.blows().stream())
            .map(it -> it.moment())
            .filter(Plan.Moment.At.class::isInstance)
            .collect(Collectors.toSet());
    // Four points of each, but nobody looks where nothing can be asked.
    assertThat(struck).hasSize(Kind.values().length * Point.values().length - 1);
  }
}
