// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A block of IP addresses as the owner writes it: `127.0.0.1`, `10.0.0.0/8`, `::1`, `fd00::/8`
/// (CIDR, RFC 4632; IPv6 text, RFC 4291 section 2.2).
public final class IpBlock {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*");
  private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0\\d");
  private static final Pattern PREFIX = Pattern.compile("0|[1-9]\\d{0,2}");

  private final byte[] network;
  private final int prefix;

  private IpBlock(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /// Reads an address or a block.
  ///
  /// @throws IllegalArgumentException in words for the owner, if it is neither
  public static IpBlock parse(String text) {
    var parts = text.split("/", 2);
    var network = address(parts[0], text);
    var bits = network.length * 8;
    if (parts.length == 1) {
      return new IpBlock(network, bits);
    }
    if (!PREFIX.matcher(parts[1]).matches() || Integer.parseInt(parts[1]) > bits) {
      throw new IllegalArgumentException(
          "the number after the / in " + text + " is not 0 to " + bits);
    }
    var block = new IpBlock(network, Integer.parseInt(parts[1]));
    if (!Arrays.equals(block.masked(network), network)) {
      throw new IllegalArgumentException(
          text + " has bits set after the first " + parts[1] + "; write " + block);
    }
    return block;
  }

  /// Whether an address lies within; an address of the other family never does.
  ///
  /// @param address 4 or 16 bytes
  public boolean contains(byte[] address) {
    return address.length == network.length && Arrays.equals(masked(address), masked(network));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpBlock that
        && prefix == that.prefix
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }

  /// As [#parse] reads it.
  @Override
  public String toString() {
    try {
      var address = InetAddress.getByAddress(masked(network)).getHostAddress();
      return prefix == network.length * 8 ? address : address + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static byte[] address(String address, String whole) {
    var v4 = V4.matcher(address).matches() && !LEADING_ZERO.matcher(address).find();
    if (!v4 && !V6.matcher(address).matches()) {
      throw notAnAddress(whole);
    }
    try {
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException e) {
      throw notAnAddress(whole, e);
    }
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "not an IP address or CIDR block such as 127.0.0.1 or 10.0.0.0/8: " + text);
  }

  private static IllegalArgumentException notAnAddress(String text, Exception cause) {
    var problem = notAnAddress(text);
    problem.initCause(cause);
    return problem;
  }

  private byte[] masked(byte[] address) {
    var masked = address.clone();
    for (var bit = prefix; bit < masked.length * 8; bit++) {
      masked[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
    }
    return masked;
  }
}
