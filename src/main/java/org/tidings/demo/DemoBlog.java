// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/// A small blog on a loopback port: a front page, a page per article, pictures, and a feed with
/// validators.
final class DemoBlog implements AutoCloseable {
  private final HttpServer server;
  private final List<DemoArticle> articles = new ArrayList<>();
  private int edition;
  private int reads;

  DemoBlog() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  URI feed() {
    return address().resolve("/feed/");
  }

  synchronized void publish(DemoArticle article) {
    articles.addFirst(article);
    edition++;
  }

  /// Newest first.
  synchronized List<DemoArticle> articles() {
    return List.copyOf(articles);
  }

  /// How often the feed was asked for.
  synchronized int reads() {
    return reads;
  }

  /// Replaces the article of the same number.
  synchronized void edit(DemoArticle article) {
    articles.replaceAll(it -> it.number() == article.number() ? article : it);
    edition++;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (path.equals("/feed/")) {
        feed(exchange);
      } else if (path.startsWith("/pictures/")) {
        send(exchange, 200, "image/png", DemoPicture.png(number(path)));
      } else {
        page(exchange, path);
      }
    }
  }

  private static int number(String path) {
    var digits = path.replaceAll("\\D", "");
    return digits.isEmpty()
        ? 0
        : Integer.parseInt(digits.substring(0, Math.min(4, digits.length())));
  }

  private synchronized void feed(HttpExchange exchange) throws IOException {
    reads++;
    var etag = "\"edition-" + edition + "\"";
    exchange.getResponseHeaders().set("ETag", etag);
    if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    var rss = DemoPages.rss(address(), articles).getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, "application/rss+xml; charset=UTF-8", rss);
  }

  private synchronized void page(HttpExchange exchange, String path) throws IOException {
    var article = articles.stream().filter(it -> it.path().equals(path)).findFirst();
    if (article.isEmpty() && !path.equals("/")) {
      send(
          exchange,
          404,
          "text/plain; charset=UTF-8",
          "no such page".getBytes(StandardCharsets.UTF_8));
      return;
    }
    var html =
        article
            .map(it -> DemoPages.article(address(), it))
            .orElseGet(() -> DemoPages.front(address(), articles));
    send(exchange, 200, "text/html; charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("the reader of the demo's blog went away", e);
    }
  }
}
