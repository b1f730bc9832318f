// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Element;

/// RSS's `cloud` element (RSS 2.0 specification): the rssCloud server that knows of news.
final class Cloud {
  /// Those that are spoken over plain requests. The older ones, xml-rpc and soap, are not asked.
  private static final Map<String, String> SCHEMES =
      Map.of("http-post", "http", "https-post", "https");

  private static final Map<String, String> USUAL_PORTS = Map.of("http", "80", "https", "443");
  private static final Pattern HOST = Pattern.compile("[^/?#@:\\s]+");

  private Cloud() {}

  /// Where it takes registrations.
  static Optional<URI> of(Element head) {
    return head.getChildren().stream()
        .filter(it -> Namespaces.NONE.is(it, "cloud"))
        .findFirst()
        .flatMap(Cloud::address);
  }

  private static Optional<URI> address(Element cloud) {
    var host = Optional.of(said(cloud, "domain")).filter(it -> HOST.matcher(it).matches());
    var port = said(cloud, "port");
    var path = said(cloud, "path");
    return Optional.ofNullable(SCHEMES.get(said(cloud, "protocol").toLowerCase(Locale.ROOT)))
        .map(it -> port.equals(USUAL_PORTS.get("https")) ? "https" : it)
        .flatMap(it -> host.map(name -> it + "://" + name + port(it, port)))
        .map(it -> it + (path.startsWith("/") ? path : "/" + path))
        .flatMap(it -> UriReference.resolve(URI.create(""), it));
  }

  private static String port(String scheme, String port) {
    return port.isEmpty() || port.equals(USUAL_PORTS.get(scheme)) ? "" : ":" + port;
  }

  private static String said(Element cloud, String name) {
    return Optional.ofNullable(cloud.getAttributeValue(name)).orElse("").strip();
  }
}
