// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.tidings.text.IpBlock;

/// The one way out. Holds what all requests share; safe for use by many threads.
public final class Egress implements AutoCloseable {
  /// Where a server's owner can read who we are; stands in every request.
  public static final String PROJECT = "https://github.com/tidings/tidings";

  private final String userAgent;
  private final Supplier<SSLContext> tls;
  private final Names names;
  private final Function<InetAddress, Optional<String>> special;
  private final Map<Way, Line> lines = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Egress(
      String userAgent,
      Supplier<SSLContext> tls,
      Names names,
      Function<InetAddress, Optional<String>> special) {
    this.userAgent = userAgent;
    this.tls = tls;
    this.names = names;
    this.special = special;
  }

  /// Opens the way out.
  ///
  /// @param version ours, for the User-Agent
  public static Egress open(String version) {
    return new Egress(
        "Tidings/" + version + " (+" + PROJECT + ")",
        Egress::platformTls,
        new SystemNames(),
        SpecialAddresses::what);
  }

  /// A sender that reaches the public internet and, besides, these private addresses only.
  ///
  /// @param allowPrivate IP addresses or CIDR blocks, as [IpBlock#parse] reads them
  /// @throws IllegalArgumentException if one is neither
  public Http http(List<String> allowPrivate) {
    return http(allowPrivate, Optional.empty());
  }

  /// The same through an HTTP proxy, which resolves names and dials in our place. Our guard then
  /// sees what is asked for only: it refuses private addresses that stand in the URL, ports and
  /// schemes, and can't see where a name leads. The proxy's own address may be anywhere.
  ///
  /// @param proxy absent: directly
  public Http http(List<String> allowPrivate, Optional<Proxy> proxy) {
    var allowed = allowPrivate.stream().map(IpBlock::parse).collect(Collectors.toSet());
    var way = new Way(allowed, proxy);
    return new Courier(() -> line(way));
  }

  /// What is open, and how it is gone.
  private record Way(Set<IpBlock> allowed, Optional<Proxy> proxy) {}

  /// Cuts what is still under way.
  @Override
  public void close() {
    closed = true;
    lines.values().forEach(Line::close);
    if (names instanceof SystemNames system) {
      system.close();
    }
  }

  /// A line for each set, since what is open to one feed must be closed to another. Made when it is
  /// first used: reading the trusted authorities takes longer than all else at start.
  private Line line(Way way) {
    var line =
        lines.computeIfAbsent(
            way,
            it ->
                new Line(
                    userAgent, tls.get(), names, new Guard(it.allowed(), special), it.proxy()));
    if (closed) {
      line.close();
    }
    return line;
  }

  static SSLContext platformTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
