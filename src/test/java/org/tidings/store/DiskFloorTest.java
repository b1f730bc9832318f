// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiskFloorTest {
  private long free = DiskFloor.FLOOR;

  @Test
  void nothing_begins_below_the_floor_and_all_goes_on_above_it() {
    var floor = new DiskFloor(() -> free);
    assertThat(floor.isRoomy()).isTrue();
    free = DiskFloor.FLOOR - 1;
    assertThat(floor.isRoomy()).isFalse();
    free = DiskFloor.FLOOR;
    assertThat(floor.isRoomy()).isTrue();
  }
}
