// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Adds what the owner wants to see in the web server's log, such as `utm_source`, to a link.
public final class LinkQuery {
  private LinkQuery() {}

  /// The link with these additions, in the order of the map. What the link says by the same name
  /// already stays as the blog has it: a page's address must not break. Only web addresses are
  /// changed.
  public static URI added(URI link, Map<String, String> additions) {
    if (additions.isEmpty() || !Material.isWebAddress(link)) {
      return link;
    }
    var query = Optional.ofNullable(link.getRawQuery()).orElse("");
    var taken =
        Arrays.stream(query.split("&")).map(it -> it.split("=", 2)[0]).collect(Collectors.toSet());
    var parts = new ArrayList<String>();
    if (!query.isEmpty()) {
      parts.add(query);
    }
    additions.forEach(
        (name, value) -> {
          if (!taken.contains(name)) {
            parts.add(name + "=" + encoded(value));
          }
        });
    var page = link.toString().split("[?#]", 2)[0];
    var fragment = Optional.ofNullable(link.getRawFragment()).map(it -> "#" + it).orElse("");
    return URI.create(page + "?" + String.join("&", parts) + fragment);
  }

  /// RFC 3986: a space is `%20`; `+` means one only in forms.
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
