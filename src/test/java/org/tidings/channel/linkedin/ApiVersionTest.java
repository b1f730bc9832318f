// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.NOW;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

class ApiVersionTest {
  private final FakeKeyring keyring = new FakeKeyring();

  /// @param next empty: none
  @ParameterizedTest
  @CsvSource({
    // The owner's is alive but refused all the same: LinkedIn skipped that month.
    "2026-07, 2026-07, 2026-11, 2026-08",
    "2026-07, 2026-08, 2026-11, 2026-09",
    // Nothing newer: backwards.
    "2026-07, 2026-09, 2026-11, 2026-06",
    "2026-07, 2026-06, 2026-11, 2026-05",
    "2026-07, 2026-01, 2026-11,",
    // Long over: the oldest that is surely alive is most like it.
    "2026-07, 2026-07, 2028-03, 2027-05",
    "2026-07, 2027-05, 2028-03, 2027-06",
    "2026-07, 2028-01, 2028-03,",
    // Not there yet.
    "2027-01, 2027-01, 2026-11, 2026-09",
    "2027-01, 2026-09, 2026-11, 2026-08",
    // What stepped in is over too, a year later.
    "2026-07, 2027-05, 2028-06, 2027-08",
    "2026-09, 2026-09, 2026-11, 2026-08",
  })
  void the_next_one_that_should_be_alive(String owners, String refused, String now, String next) {
    assertThat(
            ApiVersion.after(
                YearMonth.parse(owners), YearMonth.parse(refused), YearMonth.parse(now)))
        .isEqualTo(Optional.ofNullable(next).map(YearMonth::parse));
  }

  /// Every month is tried at most once, whatever is refused.
  @Test
  void stepping_ends() {
    var version = new ApiVersion("202512", keyring);
    var tried = new ArrayList<String>();
    for (var next = version.step("202512", NOW);
        next.isPresent();
        next = version.step(next.get(), NOW)) {
      tried.add(next.get());
      assertThat(version.current()).isEqualTo(next.get());
    }
    assertThat(tried)
        .containsExactly(
            "202601", "202602", "202603", "202604", "202605", "202606", "202607", "202608",
            "202609");
  }

  @Test
  void the_step_holds_until_the_owner_changes_theirs() {
    new ApiVersion("202607", keyring).step("202607", NOW);
    assertThat(new ApiVersion("202607", keyring).current()).isEqualTo("202608");
    assertThat(new ApiVersion("202606", keyring).current()).isEqualTo("202606");
  }

  @Test
  void a_note_that_can_not_be_read_is_as_none() {
    for (var note :
        List.of("{", "[]", "{\"for\":\"202607\"}", "{\"for\":\"202607\",\"use\":\"x\"}")) {
      keyring.put("version", Secret.of(note));
      assertThat(new ApiVersion("202607", keyring).current()).isEqualTo("202607");
    }
  }

  @Test
  void the_owner_is_told_in_time() {
    var version = new ApiVersion("202607", keyring);
    assertThat(version.hint(NOW)).isEmpty();
    assertThat(version.hint(Instant.parse("2027-05-31T23:59:59Z"))).isEmpty();
    assertThat(version.hint(Instant.parse("2027-06-01T00:00:00Z")))
        .hasValueSatisfying(it -> assertThat(it).contains("202607", "will end"));
    version.step("202607", NOW);
    assertThat(version.hint(NOW))
        .hasValueSatisfying(it -> assertThat(it).contains("set version = \"202608\""));
  }
}
