// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The one way in: a small server for what others call us with. It reads no more than it was told
/// to, gives nobody longer than half a minute, and shows its handler whole requests only.
///
/// The JDK's own server, and not HttpCore's: it can limit how long a whole request may take, where
/// HttpCore limits the pause between two bytes only, and it runs on virtual threads.
public final class Listener implements AutoCloseable {
  static {
    // Read by the JDK's server when its first class is loaded (jdk.httpserver's module page).
    Map.of(
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.maxReqHeaders", "100",
            "jdk.httpserver.maxConnections", "256")
        .forEach(
            (name, value) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, value);
              }
            });
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int most;
  private final Handler handler;

  private Listener(HttpServer server, int most, Handler handler) {
    this.server = server;
    this.most = most;
    this.handler = handler;
  }

  /// Answers requests; on threads of the listener, several at a time.
  @FunctionalInterface
  public interface Handler {
    Response answer(Call call);
  }

  /// A request that was read to its end.
  ///
  /// @param path as sent
  /// @param query as sent, without the question mark; empty if there is none
  public record Call(String method, String path, String query, Headers headers, byte[] body) {
    /// Prints the method only: paths may be credentials.
    @Override
    public String toString() {
      return method;
    }
  }

  /// What to answer, as plain text.
  public record Response(int status, String text) {}

  /// Listens.
  ///
  /// @param most bytes of a request's body; a larger one is answered 413
  /// @throws IOException if the address is taken, or not ours
  public static Listener open(InetSocketAddress at, int most, Handler handler) throws IOException {
    var listener = new Listener(HttpServer.create(at, 64), most, handler);
    listener.server.setExecutor(listener.threads);
    listener.server.createContext("/", listener::handle);
    listener.server.start();
    return listener;
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(most + 1);
      var response =
          body.length > most ? new Response(413, "") : handler.answer(call(exchange, body));
      var text = response.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Connection", "close");
      exchange.sendResponseHeaders(response.status(), text.length == 0 ? -1 : text.length);
      if (text.length > 0) {
        exchange.getResponseBody().write(text);
      }
    }
  }

  private static Call call(HttpExchange exchange, byte[] body) {
    var fields =
        exchange.getRequestHeaders().entrySet().stream()
            .flatMap(it -> it.getValue().stream().map(v -> new Headers.Field(it.getKey(), v)))
            .toList();
    var uri = exchange.getRequestURI();
    return new Call(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        new Headers(fields),
        body);
  }
}
