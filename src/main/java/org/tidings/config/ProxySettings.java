// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlTable;

/// An HTTP proxy.
///
/// @param address `http://host:port`
/// @param login absent: it wants none
public record ProxySettings(URI address, Optional<Login> login) {
  private static final String WANTED = "is no HTTP proxy; write \"http://host:port\"";

  /// One that wants no login.
  ///
  /// @throws IllegalArgumentException if that is no HTTP proxy; says what to write
  public static ProxySettings open(URI address) {
    if (!isProxy(address)) {
      throw new IllegalArgumentException(WANTED);
    }
    return new ProxySettings(address, Optional.empty());
  }

  /// Reads `proxy`: an address, or a table that has a login besides.
  static Optional<ProxySettings> read(TomlSection section) {
    if (section.has("proxy") && section.table().get(List.of("proxy")) instanceof TomlTable) {
      return section.inner("proxy").flatMap(ProxySettings::table);
    }
    return address(section, "proxy").map(it -> new ProxySettings(it, Optional.empty()));
  }

  private static Optional<ProxySettings> table(TomlSection table) {
    if (!table.has("address")) {
      table.problem("address", "is missing; write address = \"http://host:port\"");
    }
    var login = Login.read(table);
    return address(table, "address").map(it -> new ProxySettings(it, login));
  }

  private static Optional<URI> address(Section section, String key) {
    var address = section.address(key);
    address.filter(it -> !isProxy(it)).ifPresent(_ -> section.problem(key, WANTED));
    return address.filter(ProxySettings::isProxy);
  }

  private static boolean isProxy(URI address) {
    return "http".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0;
  }
}
