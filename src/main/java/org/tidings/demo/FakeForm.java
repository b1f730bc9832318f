// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the forms that are sent to a fake network.
public final class FakeForm {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?i)content-type:\\s*([\\w/+.-]+)");

  private FakeForm() {}

  /// A part of a multipart form.
  ///
  /// @param type as in `image/png`
  public record Part(String type, byte[] bytes) {
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /// `application/x-www-form-urlencoded`, and queries.
  public static Map<String, String> pairs(String encoded) {
    var pairs = new HashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        pairs.put(decode(parts[0]), decode(parts[1]));
      }
    }
    return pairs;
  }

  /// `multipart/form-data` (RFC 7578), by name. Read as ISO 8859-1, in which each byte is a
  /// character and none is lost.
  public static Map<String, Part> parts(String contentType, byte[] body) {
    var parts = new HashMap<String, Part>();
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return parts;
    }
    var whole = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    for (var part : whole.split(Pattern.quote("\r\n--" + boundary.group(1)), -1)) {
      var blank = part.indexOf("\r\n\r\n");
      var head = blank < 0 ? "" : part.substring(0, blank);
      first(NAME, head).ifPresent(it -> parts.put(it, part(head, part.substring(blank + 4))));
    }
    return parts;
  }

  private static Part part(String head, String content) {
    return new Part(
        first(TYPE, head).orElse("text/plain"), content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
