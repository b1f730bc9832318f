// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The way to a platform. The answer to the first request of one path arrives while nobody can
/// write into a database: whoever wants to store what it says has to wait.
final class HeldPath implements AutoCloseable {
  /// What Java's client sets itself.
  private static final Set<String> ITS_OWN =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final URI platform;
  private final String path;
  private final Path database;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicReference<Optional<Connection>> held =
      new AtomicReference<>(Optional.empty());

  HeldPath(URI platform, String path, Path database) throws IOException {
    this.platform = platform;
    this.path = path;
    this.database = database;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /// A text in which the platform's address is replaced by the way to it.
  String through(String text) {
    return text.replace(platform.getAuthority(), "127.0.0.1:" + server.getAddress().getPort());
  }

  void awaitAnswer(Duration patience) throws InterruptedException {
    assertThat(answered.await(patience.toSeconds(), TimeUnit.SECONDS))
        .as("a request of " + path)
        .isTrue();
  }

  /// The database can be written into again.
  void release() {
    held.getAndSet(Optional.empty()).ifPresent(HeldPath::close);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    release();
  }

  private void pass(HttpExchange exchange) throws IOException {
    var holds = exchange.getRequestURI().getPath().equals(path) && answered.getCount() > 0;
    try (exchange) {
      if (holds) {
        held.set(Optional.of(hold()));
      }
      forward(exchange);
    } finally {
      if (holds) {
        answered.countDown();
      }
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    var request = HttpRequest.newBuilder(platform.resolve(exchange.getRequestURI().toString()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                values.stream()
                    .filter(_ -> !ITS_OWN.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(it -> request.header(name, it)));
    var body = exchange.getRequestBody().readAllBytes();
    request.method(
        exchange.getRequestMethod(),
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    try {
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!ITS_OWN.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A write of our own, begun and not ended: SQLite lets nobody else write meanwhile.
  private Connection hold() throws IOException {
    try {
      var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 5000");
        statement.execute("BEGIN IMMEDIATE");
      }
      return connection;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
