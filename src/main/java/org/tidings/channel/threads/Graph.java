// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// The interface as the holder of one token sees it. Prints without the token.
///
/// @param user the account's number, or `me`
record Graph(URI api, Http http, Secret token, String user) {
  /// For what is nice to have after a post went out: nothing must wait long for it.
  private static final Request.Limits COSMETIC =
      new Request.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 64 << 10, 0);

  // unproved: Meta's pages put the token into the query, where servers log it; its Graph API takes
  // this header everywhere.
  Reply get(String path, Map<String, String> query) {
    return http.send(request(path, query).with(Request.Limits.API));
  }

  Reply getSoon(String path, Map<String, String> query) {
    return http.send(request(path, query).with(COSMETIC));
  }

  Reply post(String path, String form) {
    return http.send(Request.post(api.resolve(path), form(form)).bearer(token));
  }

  private Request request(String path, Map<String, String> query) {
    return Request.get(api.resolve(path + "?" + encoded(query))).bearer(token);
  }

  static Request.Body form(String encoded) {
    return new Request.Body(
        "application/x-www-form-urlencoded", encoded.getBytes(StandardCharsets.UTF_8));
  }

  /// In the map's order.
  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
