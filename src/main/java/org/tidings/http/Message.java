// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/// A request as HttpClient takes it.
final class Message {
  /// Ours to set: framing (RFC 9112 section 6), the host, the proxy's login, and what we can
  /// unpack.
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "proxy-authorization",
          "upgrade",
          "expect",
          "te",
          "trailer",
          "accept-encoding",
          "content-type");

  private static final URI ROOT = URI.create("/");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  private Message() {}

  /// Checks the fields (RFC 9110 section 5.5: no line breaks, or a value could become a second
  /// request).
  ///
  /// @throws RefusedException if one can't be sent as it is
  static void check(Request request) throws RefusedException {
    for (var field : request.fields()) {
      var name = field.name();
      if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new RefusedException("refused: a header field that is not for the caller to set");
      }
      if (!VALUE.matcher(field.value().reveal()).matches()) {
        throw new RefusedException("refused: the value of " + name + " can't stand in a header");
      }
    }
    var type = request.body().map(Request.Body::contentType).orElse("");
    if (!VALUE.matcher(type).matches()) {
      throw new RefusedException("refused: the content type can't stand in a header");
    }
  }

  static boolean holdsCredential(Request request) {
    return request.fields().stream().anyMatch(Request.Field::credential);
  }

  static HttpUriRequestBase of(Request request, Target target) {
    var message = new HttpUriRequestBase(request.method().name(), ROOT);
    message.setScheme(target.scheme());
    message.setAuthority(new URIAuthority(target.host(), target.port().orElse(-1)));
    message.setPath(target.path());
    request.fields().forEach(it -> message.addHeader(it.name(), it.value().reveal()));
    message.setHeader("Accept-Encoding", "gzip, deflate");
    message.setHeader("Connection", "close");
    request
        .body()
        .ifPresent(
            body -> {
              message.setHeader("Content-Type", body.contentType());
              message.setEntity(new ByteArrayEntity(body.bytes(), null));
            });
    return message;
  }
}
