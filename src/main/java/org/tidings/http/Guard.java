// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tidings.text.IpBlock;

/// Decides which numeric addresses may be dialled.
///
/// @param allowed private addresses the owner opened
/// @param special why an address is not public, if it is not
record Guard(Set<IpBlock> allowed, Function<InetAddress, Optional<String>> special) {
  Guard {
    allowed = Set.copyOf(allowed);
  }

  boolean allows(InetAddress address) {
    return allowed.stream().anyMatch(block -> block.contains(address.getAddress()));
  }

  /// The addresses to dial: if the owner opened any of them, only those; else all of them, and all
  /// must be public. A name that has both kinds is an attack or a mistake.
  ///
  /// @throws RefusedException if one is not public, or the port is not for HTTP
  List<InetAddress> admit(List<InetAddress> answers, int port) throws RefusedException {
    var opened = new ArrayList<>(answers);
    opened.removeIf(it -> !allows(it));
    if (!opened.isEmpty()) {
      return opened;
    }
    for (var address : answers) {
      var what = special.apply(address);
      if (what.isPresent()) {
        throw new RefusedException(refusal(address, what.get()));
      }
    }
    if (!Ports.open(port)) {
      throw new RefusedException("refused: port " + port + " is not for HTTP");
    }
    return answers;
  }

  /// Checks an address that a proxy will dial. Where a name leads, only the proxy will know; what
  /// `localhost` is, everybody does (RFC 6761 section 6.3).
  ///
  /// @throws RefusedException if it is written down as a private one, or the port is not for HTTP
  void admit(Target target) throws RefusedException {
    var literal = literal(target);
    if (literal.isPresent()) {
      admit(List.of(literal.get()), target.effectivePort());
    } else if (!Ports.open(target.effectivePort())) {
      throw new RefusedException("refused: port " + target.effectivePort() + " is not for HTTP");
    }
  }

  /// Whether it is written down as an address that the owner opened.
  boolean allows(Target target) {
    return literal(target).filter(this::allows).isPresent();
  }

  private static Optional<InetAddress> literal(Target target) {
    var host = target.host();
    try {
      return Optional.of(
          host.equals("localhost") || host.endsWith(".localhost")
              ? InetAddress.ofLiteral("127.0.0.1")
              : InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// No owner has a reason to open link-local addresses: clouds keep their machines' secrets there.
  private static String refusal(InetAddress address, String what) {
    var refused = "refused: " + address.getHostAddress() + " is " + what;
    return address.isLinkLocalAddress()
        ? refused
        : refused + "; if it is yours, allow it: allow_private, or --allow-private with a command";
  }
}
