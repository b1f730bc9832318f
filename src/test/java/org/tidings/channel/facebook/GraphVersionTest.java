// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphVersionTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "v26.0, 2026-11-24, -",
        "v26.0, 2028-07-29, -",
        "v26.0, 2028-07-30, nobody here knows whether Graph API v26.0 still lives",
        "v25.0, 2026-11-24, -",
        "v25.0, 2028-04-29, -",
        "v25.0, 2028-04-30, Graph API v25.0 ends on 2028-07-29; set version = \"v26.0\"",
        "v25.0, 2028-07-28, Graph API v25.0 ends on 2028-07-29; set version = \"v26.0\"",
        "v25.0, 2028-07-29, Graph API v25.0 ended on 2028-07-29",
        "v24.0, 2028-02-17, Graph API v24.0 ends on 2028-02-18; set version = \"v26.0\"",
        "v24.0, 2028-08-17, Graph API v24.0 ended on 2028-02-18",
        "v23.0, 2027-10-07, Graph API v23.0 ends on 2027-10-08; set version = \"v26.0\"",
        "v22.0, 2027-05-19, Graph API v22.0 ends on 2027-05-20; set version = \"v26.0\"",
        "v21.0, 2026-11-24, Graph API v21.0 ends on 2027-01-21; set version = \"v26.0\"",
        "v20.0, 2026-11-24, Graph API v20.0 ended on 2026-09-24",
        "v27.0, 2026-11-24, Graph API v27.0 is newer than this Tidings",
      })
  void the_owner_is_told_ninety_days_ahead(String version, String day, String hint) {
    var now = Instant.parse(day + "T10:00:00Z");
    var told = GraphVersion.parse(version).orElseThrow().hint(now);
    if (hint == null) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told).hasValueSatisfying(it -> assertThat(it).startsWith(hint));
    }
  }

  @Test
  void when_no_version_is_known_to_live_only_a_newer_tidings_helps() {
    assertThat(new GraphVersion(23, 0).hint(Instant.parse("2029-01-01T00:00:00Z")))
        .hasValueSatisfying(it -> assertThat(it).contains("upgrade Tidings"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v26.0", "26.0", " v26.0 "})
  void it_is_read_with_and_without_its_v(String written) {
    assertThat(GraphVersion.parse(written)).hasValue(GraphVersion.NEWEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"26", "v26", "latest", "v26.0/../v1.0", "", "v2026.0000"})
  void anything_else_is_none(String written) {
    assertThat(GraphVersion.parse(written)).isEmpty();
  }
}
