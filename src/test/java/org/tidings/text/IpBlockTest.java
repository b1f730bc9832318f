// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpBlockTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "::1, ::1, true",
    "::1, 127.0.0.1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fc00::1, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
  })
  void knows_what_lies_within(String block, String address, boolean within) {
    assertThat(IpBlock.parse(block).contains(InetAddress.ofLiteral(address).getAddress()))
        .isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "localhost", "example.org", "127.1", "127.0.0.01", "0x7f.0.0.1", "1.2.3.4.5",
        "256.0.0.1", "::1%lo", "[::1]", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08",
        "::/129", "10.0.0.0/255.0.0.0", " 10.0.0.1", "10.0.0.1:80", ":", "1::2::3"
      })
  void refuses_everything_else_by_its_name(String text) {
    assertThatThrownBy(() -> IpBlock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void says_what_was_probably_meant() {
    assertThatThrownBy(() -> IpBlock.parse("10.1.2.3/8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("10.1.2.3/8 has bits set after the first 8; write 10.0.0.0/8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "0:0:0:0:0:0:0:1"})
  void prints_as_it_reads(String text) {
    assertThat(IpBlock.parse(text)).hasToString(text).isEqualTo(IpBlock.parse(text));
  }
}
