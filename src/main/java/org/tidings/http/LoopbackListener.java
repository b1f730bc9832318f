// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// Waits on this machine for the browser that a platform sends back (RFC 8252 section 7.3). Reached
/// from this machine only; answers one address, once, and tells nobody what it heard.
public final class LoopbackListener implements AutoCloseable {
  private static final String DONE =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tidings</title>"
          + "<p>Thank you. You can close this page and go back to the terminal.</p></html>";

  private final HttpServer server;
  private final URI redirect;
  private final CompletableFuture<URI> heard = new CompletableFuture<>();

  private LoopbackListener(HttpServer server, URI redirect) {
    this.server = server;
    this.redirect = redirect;
  }

  /// Listens, if the address is on this machine and its port is free.
  ///
  /// @param redirect such as `http://127.0.0.1:8765/callback`
  public static Optional<LoopbackListener> open(URI redirect) {
    if (!"http".equals(redirect.getScheme())
        || redirect.getPort() < 0
        || !String.valueOf(redirect.getHost()).matches("127\\.0\\.0\\.1|localhost")) {
      return Optional.empty();
    }
    try {
      var at = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), redirect.getPort());
      var server = HttpServer.create(at, 0);
      var listener = new LoopbackListener(server, redirect);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", listener::hear);
      server.start();
      return Optional.of(listener);
    } catch (IOException e) {
      return Optional.empty(); // the owner pastes the address instead
    }
  }

  /// The whole address that the browser came back to, once it has.
  public CompletableFuture<URI> heard() {
    return heard.copy();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = exchange.getRequestURI();
      var awaited =
          exchange.getRequestMethod().equals("GET")
              && path(redirect).equals(path(asked))
              && asked.getRawQuery() != null;
      var page = (awaited ? DONE : "").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      exchange.sendResponseHeaders(awaited ? 200 : 404, page.length == 0 ? -1 : page.length);
      exchange.getResponseBody().write(page);
      if (awaited) {
        heard.complete(redirect.resolve(asked));
      }
    }
  }

  private static String path(URI uri) {
    var path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return path.isEmpty() ? "/" : path;
  }
}
