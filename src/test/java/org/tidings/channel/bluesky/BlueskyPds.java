// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tidings.Required;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A real Bluesky server on this machine, with one account. Ends with this process.
public final class BlueskyPds implements AutoCloseable {
  public static final String HANDLE = "asha.test";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String did = "";
  private String session = "";
  private String appPassword = "";

  private BlueskyPds(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Starts it.
  ///
  /// @param data an empty folder
  public static BlueskyPds start(Path data) throws IOException, InterruptedException {
    Required.program("node");
    var folder =
        Required.folder(
            "tidings.pds",
            "target/pds",
            ".installed",
            "no Bluesky server; run src/test/pds/prepare");
    var port = freePort();
    var builder =
        new ProcessBuilder("node", Path.of("src/test/pds/start.mjs").toAbsolutePath().toString());
    builder.directory(folder.toFile());
    builder.environment().put("PLC_PORT", Integer.toString(freePort()));
    builder.environment().put("PDS_PORT", Integer.toString(port));
    builder.environment().put("PDS_DIR", data.toString());
    builder.environment().put("LOG_ENABLED", "false");
    builder.redirectErrorStream(true);
    var process = builder.start();
    awaitReady(process);
    var pds = new BlueskyPds(process, URI.create("http://127.0.0.1:" + port));
    pds.makeAccount();
    return pds;
  }

  public URI address() {
    return address;
  }

  String did() {
    return did;
  }

  public String appPassword() {
    return appPassword;
  }

  /// All posts of the account, as anybody can read them.
  public List<JsonNode> posts() {
    var posts = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page =
          get(
              "com.atproto.repo.listRecords?limit=100&collection=app.bsky.feed.post&repo="
                  + did
                  + cursor);
      page.path("records").forEach(posts::add);
      var next = page.path("cursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return posts;
  }

  /// The account posts by other means than ours.
  ///
  /// @param more further fields of the post
  public void say(String text, ObjectNode more) {
    var post =
        more.put("$type", "app.bsky.feed.post")
            .put("text", text)
            .put("createdAt", Instant.now().toString());
    post(
        "com.atproto.repo.createRecord",
        JSON.createObjectNode()
            .put("repo", did)
            .put("collection", "app.bsky.feed.post")
            .set("record", post),
        session);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void makeAccount() {
    var password = "a-long-main-password";
    var account =
        post(
            "com.atproto.server.createAccount",
            JSON.createObjectNode()
                .put("handle", HANDLE)
                .put("email", "asha@example.com")
                .put("password", password),
            "");
    did = account.path("did").asString("");
    session = account.path("accessJwt").asString("");
    appPassword =
        post(
                "com.atproto.server.createAppPassword",
                JSON.createObjectNode().put("name", "tidings"),
                session)
            .path("password")
            .asString("");
  }

  private JsonNode get(String method) {
    return send(HttpRequest.newBuilder(address.resolve("/xrpc/" + method)).build());
  }

  private JsonNode post(String method, JsonNode body, String token) {
    var request =
        HttpRequest.newBuilder(address.resolve("/xrpc/" + method))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return send(
        (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(request.uri() + " " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void awaitReady(Process process) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var seen = new StringBuilder();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("ready")) {
        Thread.ofVirtual().start(() -> out.lines().forEach(it -> {})); // or its pipe fills up
        return;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("the Bluesky server did not start:\n" + seen);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
