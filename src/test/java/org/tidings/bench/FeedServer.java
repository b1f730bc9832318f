// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Feeds on a real HTTP server, in a process of its own: what serving costs must not count as
/// ours. `/still/N` answers 304 to who has it, `/same/N` sends the same bytes each time and no
/// validators, `/new/ENTRIES/N` has one more article with each answer.
final class FeedServer implements AutoCloseable {
  private static final int ENTRIES = 15;
  private static final int PARAGRAPHS = 3;

  private final Process process;
  private final int port;

  private FeedServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one; it ends with us.
  static FeedServer start() throws IOException {
    var process = Java.start(FeedServer.class, "-Xmx256m", "-XX:+UseSerialGC");
    var port = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (port == null) {
      throw new IOException("the server did not start");
    }
    return new FeedServer(process, Integer.parseInt(port));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
  }

  /// The server's process. Ends when its standard input does.
  public static void main(String[] words) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 256);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var still = document(ENTRIES, ENTRIES);
    server.createContext("/still/", it -> still(it, still));
    server.createContext("/same/", it -> send(it, still));
    var newest = new AtomicInteger(1_000);
    server.createContext("/new/", it -> send(it, document(newest.incrementAndGet(), entries(it))));
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // until whoever started us is gone
    }
    server.stop(0);
  }

  private static int entries(HttpExchange exchange) {
    return Integer.parseInt(exchange.getRequestURI().getPath().split("/", -1)[2]);
  }

  private static void still(HttpExchange exchange, byte[] document) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
    } else {
      send(exchange, document);
    }
  }

  private static void send(HttpExchange exchange, byte[] document) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/rss+xml; charset=utf-8");
    exchange.sendResponseHeaders(200, document.length);
    try (var body = exchange.getResponseBody()) {
      body.write(document);
    }
  }

  /// As WordPress writes them: 1.4 kB an entry of a short feed, 2.6 kB of a long one.
  private static byte[] document(int newest, int entries) {
    var text =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\""
                + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
                + "<title>A blog</title><link>https://blog.example/</link>");
    for (var i = newest; i > newest - entries; i--) {
      text.append(entry(i, entries > ENTRIES ? 2 * PARAGRAPHS : PARAGRAPHS));
    }
    return text.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String entry(int number, int paragraphs) {
    return """
    <item><title>Article %1$d &amp; what it is about</title>
    <link>https://blog.example/2026/article-%1$d/</link>
    <guid isPermaLink="false">https://blog.example/?p=%1$d</guid>
    <pubDate>%2$s</pubDate><category>News</category>
    <description>What article %1$d says, in short.</description>
    <content:encoded><![CDATA[<img src="/%1$d.jpg" alt="">%3$s]]></content:encoded></item>
    """
        .formatted(number, date(number), paragraph(number).repeat(paragraphs));
  }

  /// Of this day: what is old would be no news.
  private static String date(int number) {
    return ZonedDateTime.now(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .minusHours(3)
        .plusSeconds(number)
        .format(DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  private static String paragraph(int number) {
    return "<p>In part %d there is <a href=\"/more\">more</a> of it &#8212; ".formatted(number)
        + "a sentence of some words, and one more. ".repeat(7)
        + "</p>\n";
  }
}
