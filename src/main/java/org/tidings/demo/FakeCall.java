// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One request to a fake network, read, and the ways to answer it.
public record FakeCall(HttpExchange exchange, byte[] body) {
  public String path() {
    return exchange.getRequestURI().getPath();
  }

  /// Empty if there is no such header field.
  public String field(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  public Map<String, String> query() {
    return FakeForm.pairs(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
  }

  /// The body's fields, if it is `application/x-www-form-urlencoded`.
  public Map<String, String> form() {
    return FakeForm.pairs(text());
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public void json(int status, JsonNode json) throws IOException {
    send(
        status,
        "application/json; charset=utf-8",
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  public void html(int status, String html) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'");
    send(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  public void send(int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
