// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All fake networks side by side on one page, which comes again by itself.
final class DemoWall implements AutoCloseable {
  private static final String STYLE = "/org/tidings/demo/wall.css";

  private final HttpServer server;
  private final DemoBlog blog;
  private final DemoNetworks networks;

  DemoWall(DemoBlog blog, DemoNetworks networks) throws IOException {
    this.blog = blog;
    this.networks = networks;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
        case "GET /" -> send(exchange, 200, "text/html", page());
        case "GET /wall.css" -> send(exchange, 200, "text/css", style());
        default ->
            send(exchange, 404, "text/plain", "no such page".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private byte[] page() {
    return new WallPage(blog, networks.all()).html().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] style() throws IOException {
    try (var in = DemoWall.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IOException("the program lacks " + STYLE);
      }
      return in.readAllBytes();
    }
  }

  private void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    var fields = exchange.getResponseHeaders();
    fields.set("Content-Type", type + "; charset=utf-8");
    fields.set("Content-Security-Policy", policy());
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Referrer-Policy", "no-referrer");
    fields.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /// Pictures come from the networks and the blog, the style from here, and nothing else at all.
  private String policy() {
    var pictures =
        Stream.concat(
                Stream.of(blog.address()), networks.all().stream().map(it -> it.fake().address()))
            .map(URI::toString)
            .collect(Collectors.joining(" "));
    return "default-src 'none'; style-src 'self'; img-src "
        + pictures
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }
}
