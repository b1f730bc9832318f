// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidings.http.Request;
import org.tidings.image.FetchedPicture;

/// Fields as forms and queries carry them.
final class Form {
  private Form() {}

  /// `application/x-www-form-urlencoded`, in the map's order.
  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Reads what [#encode] wrote.
  static Map<String, String> decode(String encoded) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return fields;
  }

  static Request.Body body(String encoded) {
    return new Request.Body("application/x-www-form-urlencoded", encoded.getBytes(UTF_8));
  }

  /// `multipart/form-data` (RFC 7578) with one file, named `source`.
  ///
  /// @param boundary long, and in no picture
  static Request.Body multipart(
      Map<String, String> fields, FetchedPicture.Fitted file, String boundary) {
    var out = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) -> {
          out.writeBytes(head(boundary, name));
          out.writeBytes(
              ("\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + value + "\r\n")
                  .getBytes(UTF_8));
        });
    out.writeBytes(head(boundary, "source"));
    var ending = file.mimeType().replaceFirst("^image/", "").replace("jpeg", "jpg");
    out.writeBytes(
        "; filename=\"picture.%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(ending, file.mimeType())
            .getBytes(UTF_8));
    out.writeBytes(file.bytes());
    out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    return new Request.Body("multipart/form-data; boundary=" + boundary, out.toByteArray());
  }

  private static byte[] head(String boundary, String name) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\""
        .formatted(boundary, name)
        .getBytes(UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
