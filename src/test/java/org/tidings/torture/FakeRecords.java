// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a PDS does with records: one for a key; the same again is nothing new, another one under
/// its key is refused. `BlueskyKillIT` has the real one.
final class FakeRecords implements Upstream {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String SESSION =
      "{\"did\":\"%s\",\"handle\":\"ann.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}"
          .formatted(DID);

  private final Map<String, JsonNode> records = new HashMap<>();
  private final List<String> links = new ArrayList<>();

  /// The article of each record, oldest first.
  synchronized List<String> links() {
    return List.copyOf(links);
  }

  static boolean publishes(StubRequest request) {
    return request.path().endsWith("com.atproto.repo.putRecord");
  }

  @Override
  public StubAnswer answer(StubRequest request) {
    return switch (request.path()) {
      case "/xrpc/com.atproto.server.createSession",
          "/xrpc/com.atproto.server.refreshSession",
          "/xrpc/com.atproto.server.getSession" ->
          StubAnswer.json(200, SESSION);
      case "/xrpc/com.atproto.repo.putRecord" -> put(request.text());
      case "/xrpc/com.atproto.repo.getRecord" -> get(request.parameters().getOrDefault("rkey", ""));
      default -> error(501, "MethodNotImplemented", "");
    };
  }

  private synchronized StubAnswer put(String text) {
    var input = JsonMapper.shared().readTree(text);
    var key = input.path("rkey").asString("");
    var record = input.path("record");
    var old = Optional.ofNullable(records.putIfAbsent(key, record));
    if (old.isEmpty()) {
      links.add(Tap.article(record.toString()));
    } else if (!old.get().equals(record)) {
      return error(400, "InvalidSwap", "Record was at bafyold");
    }
    return StubAnswer.json(200, named(key) + "}");
  }

  private synchronized StubAnswer get(String key) {
    return Optional.ofNullable(records.get(key))
        .map(it -> StubAnswer.json(200, named(key) + ",\"value\":" + it + "}"))
        .orElseGet(() -> error(400, "RecordNotFound", "Could not locate record"));
  }

  private static String named(String key) {
    return "{\"uri\":\"at://%s/app.bsky.feed.post/%s\",\"cid\":\"bafy\"".formatted(DID, key);
  }

  private static StubAnswer error(int status, String name, String message) {
    return StubAnswer.json(
        status, "{\"error\":\"%s\",\"message\":\"%s\"}".formatted(name, message));
  }
}
