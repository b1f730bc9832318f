// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tidings.text.IpBlock;

/// The addresses that are not the public internet: IANA's special-purpose registries for IPv4 and
/// IPv6 (iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry, RFC 6890),
/// and multicast. Those that the registries call globally reachable are refused too: none of them
/// serves a blog or a platform.
final class SpecialAddresses {
  private static final List<Block> V4 =
      List.of(
          new Block("0.0.0.0/8", "this network (RFC 791)"),
          new Block("10.0.0.0/8", "private (RFC 1918)"),
          new Block("100.64.0.0/10", "shared by a carrier (RFC 6598)"),
          new Block("127.0.0.0/8", "loopback (RFC 1122)"),
          new Block("169.254.0.0/16", "link-local (RFC 3927)"),
          new Block("172.16.0.0/12", "private (RFC 1918)"),
          new Block("192.0.0.0/24", "for protocols (RFC 6890)"),
          new Block("192.0.2.0/24", "for documentation (RFC 5737)"),
          new Block("192.31.196.0/24", "for AS112 (RFC 7535)"),
          new Block("192.52.193.0/24", "for AMT (RFC 7450)"),
          new Block("192.88.99.0/24", "a 6to4 relay (RFC 7526)"),
          new Block("192.168.0.0/16", "private (RFC 1918)"),
          new Block("192.175.48.0/24", "for AS112 (RFC 7534)"),
          new Block("198.18.0.0/15", "for benchmarks (RFC 2544)"),
          new Block("198.51.100.0/24", "for documentation (RFC 5737)"),
          new Block("203.0.113.0/24", "for documentation (RFC 5737)"),
          new Block("224.0.0.0/4", "multicast (RFC 5771)"),
          new Block("240.0.0.0/4", "reserved (RFC 1112)"));

  private static final List<Block> V6 =
      List.of(
          new Block("::/128", "unspecified (RFC 4291)"),
          new Block("::1/128", "loopback (RFC 4291)"),
          new Block("64:ff9b:1::/48", "a private translation to IPv4 (RFC 8215)"),
          new Block("100::/64", "a black hole (RFC 6666)"),
          new Block("2001::/23", "for protocols, Teredo among them (RFC 2928)"),
          new Block("2001:db8::/32", "for documentation (RFC 3849)"),
          new Block("2002::/16", "6to4 (RFC 3056)"),
          new Block("2620:4f:8000::/48", "for AS112 (RFC 7534)"),
          new Block("3fff::/20", "for documentation (RFC 9637)"),
          new Block("5f00::/16", "for segment routing (RFC 9602)"),
          new Block("fc00::/7", "private (RFC 4193)"),
          new Block("fe80::/10", "link-local (RFC 4291)"),
          new Block("fec0::/10", "site-local (RFC 3879)"),
          new Block("ff00::/8", "multicast (RFC 4291)"));

  /// What IANA has given out so far (RFC 4291 section 2.4); the rest is not in use.
  private static final IpBlock GLOBAL_V6 = IpBlock.parse("2000::/3");

  /// Well-known translation: the last four bytes are an IPv4 address (RFC 6052 section 2.1).
  private static final IpBlock NAT64 = IpBlock.parse("64:ff9b::/96");

  private SpecialAddresses() {}

  private record Block(IpBlock block, String what) {
    Block(String block, String what) {
      this(IpBlock.parse(block), what);
    }
  }

  /// Why an address is not public; empty if it is. An IPv6 address that stands for an IPv4 one is
  /// judged as that one (mapped ones already are IPv4 to Java).
  static Optional<String> what(InetAddress address) {
    var bytes = address.getAddress();
    if (NAT64.contains(bytes)) {
      return named(V4, Arrays.copyOfRange(bytes, 12, 16));
    }
    if (bytes.length == 4) {
      return named(V4, bytes);
    }
    return named(V6, bytes)
        .or(() -> GLOBAL_V6.contains(bytes) ? Optional.empty() : Optional.of("not in use"));
  }

  private static Optional<String> named(List<Block> blocks, byte[] address) {
    return blocks.stream().filter(it -> it.block().contains(address)).findFirst().map(Block::what);
  }
}
