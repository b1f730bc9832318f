// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/// Whose server an address is on: `blog.example.co.uk` and `www.example.co.uk` are one owner's, by
/// the Public Suffix List (publicsuffix.org) that HttpClient brings along. Blogs of a platform that
/// is on the list's private part (`a.blogspot.com`) count as the platform's: they share its
/// servers, and its patience.
public final class RegistrableDomain {
  /// Read at first use: 50 ms.
  private static final class Suffixes {
    private static final PublicSuffixMatcher MATCHER = PublicSuffixMatcherLoader.getDefault();
  }

  private RegistrableDomain() {}

  /// The domain in small letters; for an IP address, a single label or a suffix itself, the host
  /// with its port.
  public static String of(URI address) {
    var host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    var isName = host.contains(".") && !host.matches("[\\d.]+") && !host.startsWith("[");
    return Optional.of(host)
        .filter(_ -> isName)
        .flatMap(it -> Optional.ofNullable(Suffixes.MATCHER.getDomainRoot(it, DomainType.ICANN)))
        .orElseGet(() -> host + ":" + address.getPort());
  }
}
