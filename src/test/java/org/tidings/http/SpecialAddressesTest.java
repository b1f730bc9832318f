// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.text.IpBlock;

/// What must never be dialled: every block of IANA's special-purpose registries at both borders,
/// bare and translated.
class SpecialAddressesTest {
  /// The two registries as of 2026, and multicast; kept apart from the product's own table.
  private static final List<String> V4 =
      List.of(
          "0.0.0.0/8",
          "0.0.0.0/32",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.0.0/29",
          "192.0.0.8/32",
          "192.0.0.9/32",
          "192.0.0.10/32",
          "192.0.0.170/32",
          "192.0.0.171/32",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "255.255.255.255/32");

  private static final List<String> V6 =
      List.of(
          "::1/128",
          "::/128",
          "64:ff9b:1::/48",
          "100::/64",
          "100:0:0:1::/64",
          "2001::/23",
          "2001::/32",
          "2001:1::1/128",
          "2001:1::2/128",
          "2001:1::3/128",
          "2001:2::/48",
          "2001:3::/32",
          "2001:4:112::/48",
          "2001:10::/28",
          "2001:20::/28",
          "2001:30::/28",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8",
          "4000::/3",
          "6000::/3",
          "8000::/3",
          "a000::/3",
          "c000::/3");

  /// The last address before and the first after the larger blocks.
  private static final List<String> PUBLIC =
      List.of(
          "1.0.0.0",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.0",
          "169.253.255.255",
          "169.255.0.0",
          "172.15.255.255",
          "172.32.0.0",
          "191.255.255.255",
          "192.0.1.0",
          "192.0.3.0",
          "192.167.255.255",
          "192.169.0.0",
          "198.17.255.255",
          "198.20.0.0",
          "198.51.99.255",
          "198.51.101.0",
          "203.0.112.255",
          "203.0.114.0",
          "223.255.255.255",
          "8.8.8.8",
          "93.184.216.34",
          "177.0.0.1",
          "2001:200::",
          "2001:db7:ffff::",
          "2001:db9::",
          "2003::",
          "2606:4700:4700::1111",
          "2620:4f:7fff::1",
          "2620:4f:8001::1",
          "2a00:1450::1",
          "3ffe:ffff::1",
          "3fff:1000::1",
          "64:ff9b::8.8.8.8",
          "::ffff:8.8.8.8");

  @TestFactory
  Stream<DynamicTest> no_special_address_is_admitted() {
    return Stream.concat(
            V4.stream().flatMap(it -> borders(it).flatMap(SpecialAddressesTest::disguises)),
            V6.stream().flatMap(SpecialAddressesTest::borders))
        .map(it -> DynamicTest.dynamicTest(it.getHostAddress(), () -> assertRefused(it)));
  }

  @TestFactory
  Stream<DynamicTest> a_public_address_is_admitted() {
    return PUBLIC.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it,
                    () -> {
                      var address = InetAddress.ofLiteral(it);
                      assertThat(SpecialAddresses.what(address)).isEmpty();
                      assertThat(guard().admit(List.of(address), 443)).containsExactly(address);
                    }));
  }

  @Test
  void the_table_is_large_enough() {
    assertThat(no_special_address_is_admitted().count() + a_public_address_is_admitted().count())
        .isGreaterThan(300);
  }

  @Test
  void a_name_with_one_private_address_among_public_ones_is_refused() {
    var answers = List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1"));
    assertThatThrownBy(() -> guard().admit(answers, 443))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "refused: 10.0.0.1 is private (RFC 1918); if it is yours, allow it: allow_private, or"
                + " --allow-private with a command");
  }

  @Test
  void what_the_owner_opened_is_admitted_and_nothing_beside_it() throws RefusedException {
    var guard = guard("10.1.0.0/16", "::1");
    var mine = InetAddress.ofLiteral("10.1.2.3");
    var beside = InetAddress.ofLiteral("10.2.0.1");
    assertThat(guard.admit(List.of(mine), 25)).containsExactly(mine);
    assertThat(guard.admit(List.of(mine, beside), 80)).containsExactly(mine);
    assertThatThrownBy(() -> guard.admit(List.of(beside), 80)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> guard.admit(List.of(InetAddress.ofLiteral("127.0.0.1")), 80))
        .isInstanceOf(RefusedException.class);
  }

  @TestFactory
  Stream<DynamicTest> the_ports_of_http_and_of_self_hosted_servers_are_open() {
    return Stream.of(80, 443, 1024, 3000, 8000, 8008, 8080, 8443, 8448, 9443, 65535)
        .map(it -> DynamicTest.dynamicTest("" + it, () -> assertThat(Ports.open(it)).isTrue()));
  }

  private static Guard guard(String... allowed) {
    return new Guard(
        Set.copyOf(Arrays.stream(allowed).map(IpBlock::parse).toList()), SpecialAddresses::what);
  }

  private static void assertRefused(InetAddress address) {
    assertThat(SpecialAddresses.what(address)).isPresent();
    assertThatThrownBy(() -> guard().admit(List.of(address), 443))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(address.getHostAddress());
  }

  private static Stream<InetAddress> borders(String block) {
    var parts = block.split("/", 2);
    var first = InetAddress.ofLiteral(parts[0]).getAddress();
    var size = BigInteger.ONE.shiftLeft(first.length * 8 - Integer.parseInt(parts[1]));
    var low = new BigInteger(1, first);
    return Stream.of(BigInteger.ZERO, size.shiftRight(1), size.subtract(BigInteger.ONE))
        .distinct()
        .map(it -> address(low.add(it), first.length));
  }

  /// An IPv4 address as itself, as IPv6 gateways write it, and as 6to4 does.
  private static Stream<InetAddress> disguises(InetAddress v4) {
    var number = new BigInteger(1, v4.getAddress());
    var nat64 = new BigInteger("0064ff9b", 16).shiftLeft(96);
    var sixToFour = new BigInteger("2002", 16).shiftLeft(112);
    return Stream.of(
        v4, address(nat64.or(number), 16), address(sixToFour.or(number.shiftLeft(80)), 16));
  }

  private static InetAddress address(BigInteger number, int length) {
    var bytes = number.toByteArray();
    var address = new byte[length];
    for (var i = 0; i < Math.min(length, bytes.length); i++) {
      address[length - 1 - i] = bytes[bytes.length - 1 - i];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
