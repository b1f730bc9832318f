// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.http.Headers;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

class UsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "X-App-Usage | {'call_count':79,'total_time':79,'total_cputime':79} | -",
        "X-App-Usage | {'call_count':80,'total_time':1,'total_cputime':1} | PT15M",
        "X-App-Usage | {'call_count':1,'total_time':99,'total_cputime':1} | PT15M",
        "X-Page-Usage | {'call_count':1,'total_time':1,'total_cputime':100} | PT1H",
        "x-page-usage | {'call_count':1e9} | PT1H",
        "X-Business-Use-Case-Usage |"
            + " {'1':[{'type':'pages','call_count':100,'estimated_time_to_regain_access':19}]} |"
            + " PT19M",
        "X-Business-Use-Case-Usage | {'1':[{'type':'ads_management','call_count':100}]} | -",
        "X-Business-Use-Case-Usage | {'1':[{'type':'ads_insights','call_count':100},"
            + "{'type':'pages','call_count':85}]} | PT15M",
        "X-Business-Use-Case-Usage | {'1':'x'} | -",
        "X-Business-Use-Case-Usage | [] | -",
        "X-App-Usage | garbage | -",
        "X-App-Usage | {'call_count':'x','estimated_time_to_regain_access':-5} | -",
        "X-App-Usage | {'call_count':100,'estimated_time_to_regain_access':9999999} | PT168H",
      })
  void what_is_used_up_tells_how_long_to_rest(String name, String value, String rest) {
    var usage = Usage.of(Headers.of(name, value.replace('\'', '"')));
    assertThat(usage.rest(NOW).map(it -> it.left(NOW)))
        .isEqualTo(Optional.ofNullable(rest).map(Duration::parse));
  }

  @Test
  void the_highest_of_all_headers_counts() {
    var headers =
        new Headers(
            List.of(
                new Headers.Field("X-App-Usage", "{\"call_count\":3}"),
                new Headers.Field("X-Page-Usage", "{\"call_count\":91}")));
    assertThat(Usage.of(headers).percent()).isEqualTo(91);
  }

  @Test
  void a_full_rest_is_not_cut_short_by_a_lesser_one() {
    var keyring = new FakeKeyring();
    new Rest(NOW.plusSeconds(3600), true, "full").begin(keyring);
    new Rest(NOW.plusSeconds(900), true, "shorter").begin(keyring);
    new Rest(NOW.plusSeconds(900), false, "lesser").begin(keyring);
    assertThat(Rest.current(keyring, NOW)).hasValueSatisfying(it -> assertThat(it.full()).isTrue());
    assertThat(Rest.current(keyring, NOW.plusSeconds(3599))).isPresent();
    assertThat(Rest.current(keyring, NOW.plusSeconds(3600))).isEmpty();
  }

  @Test
  void a_full_rest_follows_a_lesser_one() {
    var keyring = new FakeKeyring();
    new Rest(NOW.plusSeconds(900), false, "lesser").begin(keyring);
    new Rest(NOW.plusSeconds(60), true, "full").begin(keyring);
    assertThat(Rest.current(keyring, NOW)).hasValueSatisfying(it -> assertThat(it.full()).isTrue());
  }

  @Test
  void a_note_that_cant_be_read_is_none() {
    var keyring = new FakeKeyring();
    keyring.put("rest", Secret.of("garbage"));
    assertThat(Rest.current(keyring, NOW)).isEmpty();
  }
}
