// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request as [StubServer] saw it.
///
/// @param target path and query, verbatim
public record StubRequest(String method, String target, Headers headers, byte[] body) {
  public String path() {
    return target.split("\\?", 2)[0];
  }

  /// Without the `?`; empty if there is none.
  public String query() {
    var parts = target.split("\\?", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /// The body as UTF-8.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body's fields, if it is `application/x-www-form-urlencoded`.
  public Map<String, String> form() {
    return pairs(text());
  }

  /// The query's parameters.
  public Map<String, String> parameters() {
    return pairs(query());
  }

  private static Map<String, String> pairs(String encoded) {
    var pairs = new LinkedHashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var parts = pair.split("=", 2);
      if (!pair.isEmpty()) {
        pairs.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return pairs;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /// Reads one request; empty if the client closed without a word.
  static Optional<StubRequest> read(InputStream in) throws IOException {
    var start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    var words = start.get().split(" ", 3);
    if (words.length < 3) {
      throw new IOException("not HTTP");
    }
    var fields = new ArrayList<Headers.Field>();
    for (var line = needLine(in); !line.isEmpty(); line = needLine(in)) {
      var colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("a header field without a colon");
      }
      fields.add(new Headers.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    var headers = new Headers(fields);
    return Optional.of(new StubRequest(words[0], words[1], headers, body(in, headers)));
  }

  private static byte[] body(InputStream in, Headers headers) throws IOException {
    var coding = headers.first("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
    if (coding.equals("chunked")) {
      return chunks(in);
    }
    return exactly(in, Integer.parseInt(headers.first("Content-Length").orElse("0")));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.write(exactly(in, size));
      needLine(in);
    }
    needLine(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(needLine(in).split(";", 2)[0].strip(), 16);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    var bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("a request was cut in its body");
    }
    return bytes;
  }

  private static String needLine(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("a request was cut in its head"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return Optional.empty();
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
  }
}
