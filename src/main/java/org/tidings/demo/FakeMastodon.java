// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A network that speaks enough of Mastodon's API to post to, with a page that shows the posts and
/// a ledger of everything it ever stored. For the demo and the tests: it can ignore idempotency
/// keys, and lose or hold back answers.
public final class FakeMastodon implements AutoCloseable {
  /// One stored post.
  ///
  /// @param link its first link; empty if it has none
  public record Status(
      String id,
      String text,
      String link,
      String key,
      String visibility,
      String language,
      List<String> alts,
      Instant at) {
    public Status {
      alts = List.copyOf(alts);
    }
  }

  /// What happens to the next posts.
  public enum Fate {
    /// Stored, and the connection cut before the answer.
    LOSE_ANSWER,
    /// The connection cut before anything was stored.
    LOSE_REQUEST,
    /// 503.
    BUSY,
  }

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final String TOKEN = "demo-token-a1b2c3";
  private static final String CODE = "demo-code-4711";

  private final HttpServer server;
  private final List<Status> ledger = new ArrayList<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> media = new HashMap<>();
  private final List<Fate> fates = new ArrayList<>();
  private final Semaphore answers = new Semaphore(Integer.MAX_VALUE);
  private volatile boolean honoursKeys = true;
  private volatile String version = "4.5.0";

  private FakeMastodon() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public static FakeMastodon start() throws IOException {
    return new FakeMastodon();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The access token that it accepts.
  public String token() {
    return TOKEN;
  }

  /// Everything ever stored, in order.
  public synchronized List<Status> ledger() {
    return List.copyOf(ledger);
  }

  /// Whether a repeat with the same `Idempotency-Key` gives the first post back, as Mastodon does;
  /// otherwise it says that it is a GoToSocial, which does not.
  public void honourKeys(boolean honour) {
    honoursKeys = honour;
    version = honour ? "4.5.0" : "0.19.2 GoToSocial";
  }

  /// Decides over the next posts, one each.
  public synchronized void next(Fate... coming) {
    fates.addAll(List.of(coming));
  }

  /// Stores posts, but gives no answer, until it is told to go on.
  public void holdAnswers(boolean hold) {
    if (hold) {
      answers.drainPermits();
    } else {
      answers.release(Integer.MAX_VALUE - answers.availablePermits());
    }
  }

  @Override
  public void close() {
    holdAnswers(false);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var route = exchange.getRequestMethod() + " " + path;
      if (path.startsWith("/api/v1/accounts/") || path.startsWith("/api/v1/statuses")) {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
          json(exchange, 401, JSON.createObjectNode().put("error", "The access token is invalid"));
          return;
        }
      }
      switch (route) {
        case "GET /" -> html(exchange, FakeMastodonPages.timeline(ledger()));
        case "GET /ledger" -> json(exchange, 200, JSON.valueToTree(ledger()));
        case "GET /api/v1/instance", "GET /api/v2/instance" -> json(exchange, 200, instance());
        case "GET /oauth/authorize" -> html(exchange, FakeMastodonPages.authorize(CODE));
        case "POST /api/v1/apps" -> json(exchange, 200, app());
        case "POST /oauth/token" -> token(exchange);
        case "GET /api/v1/accounts/verify_credentials" -> json(exchange, 200, account());
        case "GET /api/v1/accounts/1/statuses" -> json(exchange, 200, statuses());
        case "POST /api/v2/media" -> json(exchange, 200, upload(body(exchange)));
        case "POST /api/v1/statuses" -> post(exchange);
        default -> json(exchange, 404, JSON.createObjectNode().put("error", "Record not found"));
      }
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    var key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    var request = JSON.readTree(body(exchange));
    var fate = fate();
    if (fate.equals(Optional.of(Fate.LOSE_REQUEST))) {
      return; // closing the exchange without an answer cuts the connection
    }
    if (fate.equals(Optional.of(Fate.BUSY))) {
      json(exchange, 503, JSON.createObjectNode().put("error", "busy"));
      return;
    }
    var stored = store(request, key.orElse(""));
    if (fate.equals(Optional.of(Fate.LOSE_ANSWER))) {
      return;
    }
    answers.acquireUninterruptibly();
    answers.release();
    json(exchange, 200, status(stored));
  }

  private synchronized Optional<Fate> fate() {
    return fates.isEmpty() ? Optional.empty() : Optional.of(fates.removeFirst());
  }

  private synchronized Status store(JsonNode request, String key) {
    var known = Optional.ofNullable(keys.get(key)).filter(it -> honoursKeys);
    if (known.isPresent()) {
      return ledger.stream().filter(it -> it.id().equals(known.get())).findFirst().orElseThrow();
    }
    var text = request.path("status").asString("");
    var link = LINK.matcher(text);
    var alts = new ArrayList<String>();
    request.path("media_ids").forEach(it -> alts.add(media.getOrDefault(it.asString(""), "?")));
    var stored =
        new Status(
            Integer.toString(ledger.size() + 1),
            text,
            link.find() ? link.group() : "",
            key,
            request.path("visibility").asString(""),
            request.path("language").asString(""),
            alts,
            Instant.now());
    ledger.add(stored);
    keys.put(key, stored.id());
    return stored;
  }

  private synchronized ObjectNode upload(String form) {
    var id = "m" + (media.size() + 1);
    var alt = Pattern.compile("name=\"description\"\\s+([^\\r\\n]*)").matcher(form);
    media.put(id, alt.find() ? alt.group(1) : "");
    return JSON.createObjectNode().put("id", id).put("type", "image");
  }

  private static void token(HttpExchange exchange) throws IOException {
    var form = URLDecoder.decode(body(exchange), StandardCharsets.UTF_8);
    if (form.contains("code=" + CODE)) {
      json(
          exchange,
          200,
          JSON.createObjectNode().put("access_token", TOKEN).put("token_type", "Bearer"));
    } else {
      json(
          exchange,
          400,
          JSON.createObjectNode()
              .put("error", "invalid_grant")
              .put("error_description", "The code is not valid"));
    }
  }

  private ObjectNode instance() {
    var instance = JSON.createObjectNode().put("version", version).put("title", "Fake network");
    var configuration = instance.putObject("configuration");
    configuration
        .putObject("statuses")
        .put("max_characters", 500)
        .put("characters_reserved_per_url", 23);
    configuration
        .putObject("media_attachments")
        .put("description_limit", 1500)
        .put("image_size_limit", 16_777_216)
        .putArray("supported_mime_types")
        .add("image/jpeg")
        .add("image/png");
    return instance;
  }

  private static ObjectNode app() {
    return JSON.createObjectNode().put("client_id", "demo").put("client_secret", "demo-secret");
  }

  private static ObjectNode account() {
    return JSON.createObjectNode().put("id", "1").put("acct", "asha").put("username", "asha");
  }

  private JsonNode statuses() {
    var list = JSON.createArrayNode();
    ledger().reversed().forEach(it -> list.add(status(it)));
    return list;
  }

  private ObjectNode status(Status status) {
    var url = address() + "/@asha/" + status.id();
    var node = JSON.createObjectNode().put("id", status.id()).put("url", url).put("uri", url);
    node.put("created_at", status.at().toString()).put("visibility", status.visibility());
    node.put("content", FakeMastodonPages.content(status.text()));
    node.set("account", account());
    return node;
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void json(HttpExchange exchange, int status, JsonNode node) throws IOException {
    send(exchange, status, "application/json; charset=utf-8", JSON.writeValueAsString(node));
  }

  private static void html(HttpExchange exchange, String html) throws IOException {
    send(exchange, 200, "text/html; charset=utf-8", html);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
