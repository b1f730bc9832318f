// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void a_remedy_is_said_once() {
    assertThat(new Health.Bad("HTTP 401", "run: tidings connect m").words())
        .isEqualTo("HTTP 401; run: tidings connect m");
    var told = "the token of channel m is not stored yet; run: tidings connect m";
    assertThat(new Health.Bad(told, "tidings connect m").words()).isEqualTo(told);
  }
}
