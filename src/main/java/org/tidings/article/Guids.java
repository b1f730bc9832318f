// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidings.feed.Entry;

/// What can be read out of an entry's id.
final class Guids {
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#]+([/?#].*)?");

  /// WordPress numbers posts, pages and attachments in one row of numbers.
  private static final Pattern NUMBER =
      Pattern.compile("(?:^|&)(?:p|page_id|attachment_id)=(\\d{1,18})(?:&|$)");

  private Guids() {}

  /// The id as it is compared.
  static Optional<String> guid(Entry entry) {
    return entry
        .id()
        .map(it -> Normalizer.normalize(it.strip(), Normalizer.Form.NFC))
        .filter(it -> !it.isEmpty());
  }

  /// The id, if it is a web address.
  static Optional<URI> address(Entry entry) {
    return guid(entry).filter(it -> WEB.matcher(it).matches()).flatMap(Guids::uri);
  }

  /// The id without scheme and host, if that says anything: a front page's does not.
  ///
  /// @param keepHost where hosts tell entries apart
  static Optional<String> path(Entry entry, boolean keepHost) {
    return address(entry).flatMap(it -> path(it, keepHost));
  }

  private static Optional<String> path(URI address, boolean keepHost) {
    var rest = WEB.matcher(address.toString());
    if (!rest.matches() || rest.group(1) == null) {
      return Optional.empty();
    }
    var path = rest.group(1).replaceFirst("/+$", "");
    if (path.isEmpty() || path.startsWith("#") || path.startsWith("/#")) {
      return Optional.empty();
    }
    var host = keepHost ? "//" + CanonicalUrl.host(address).orElse("") : "";
    return Optional.of(host + (path.startsWith("/") ? path : "/" + path));
  }

  /// WordPress' number of the post, from the id or else the link.
  static Optional<String> number(Entry entry, Site site) {
    return address(entry)
        .filter(site::numbers)
        .flatMap(Guids::number)
        .or(() -> entry.link().filter(site::numbers).flatMap(Guids::number));
  }

  private static Optional<String> number(URI address) {
    var query = Optional.ofNullable(address.getRawQuery()).orElse("");
    var match = NUMBER.matcher(query.toLowerCase(Locale.ROOT));
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty(); // an id need not be an address, however much it looks like one
    }
  }
}
