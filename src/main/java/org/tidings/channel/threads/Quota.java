// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.util.Map;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// How much of what an account may publish in 24 hours is used, by whatever app (Threads API,
/// "Troubleshooting", Retrieve Quota Limits). The number, 250, is Meta's to change.
record Quota(long used, long total) {
  private static final String NAME = "quota";

  static Reply ask(Graph graph) {
    return graph.get(
        graph.user() + "/threads_publishing_limit", Map.of("fields", "quota_usage,config"));
  }

  static Optional<Quota> read(Reply.Answer answer) {
    return Json.object(answer.text())
        .map(it -> it.path("data").path(0))
        .filter(it -> it.path("quota_usage").isNumber())
        .map(Quota::of)
        .filter(it -> it.total() > 0);
  }

  private static Quota of(JsonNode row) {
    return new Quota(
        row.path("quota_usage").asLong(0), row.path("config").path("quota_total").asLong(0));
  }

  boolean usedUp() {
    return used >= total;
  }

  void keep(Keyring keyring) {
    keyring.put(NAME, Secret.of(used + "/" + total));
  }

  /// As last seen.
  static Optional<Quota> kept(Keyring keyring) {
    return keyring
        .get(NAME)
        .map(Secret::reveal)
        .filter(it -> it.matches("\\d{1,18}/\\d{1,18}"))
        .map(it -> it.split("/", 2))
        .map(it -> new Quota(Long.parseLong(it[0]), Long.parseLong(it[1])));
  }

  /// Asked only if it was used up when we last looked; a question that fails holds nothing up.
  static Optional<Outcome.NotPosted> barrier(Graph graph, Keyring keyring) {
    if (!kept(keyring).map(Quota::usedUp).orElse(false)
        || !(ask(graph) instanceof Reply.Answer answer)
        || !answer.ok()) {
      return Optional.empty();
    }
    var now = read(answer);
    now.ifPresent(it -> it.keep(keyring));
    return now.filter(Quota::usedUp)
        .map(
            it ->
                new Outcome.Deferred(
                    "Threads lets an account publish %d posts in 24 hours; they are used up"
                        .formatted(it.total()),
                    Optional.of(Verdict.HOUR)));
  }
}
