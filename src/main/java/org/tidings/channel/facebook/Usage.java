// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.http.Headers;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// How much of what Meta allows was used, by its own word (Graph API, "Rate Limits").
///
/// @param percent the highest of its counts; 0 if it says nothing
/// @param regain when it says that calls are possible again; zero if it doesn't
record Usage(int percent, Duration regain) {
  /// Where no time is named.
  static final Duration USUAL_WAIT = Duration.ofHours(1);

  private static final int SLOW = 80;
  private static final int FULL = 100;

  /// Counts run over an hour or a day, so a quarter of an hour lets some of them fade.
  private static final Duration BREATH = Duration.ofMinutes(15);

  private static final List<String> COUNTS = List.of("call_count", "total_time", "total_cputime");

  /// Reads the headers of an answer; what can't be read counts as nothing.
  static Usage of(Headers headers) {
    var objects = new ArrayList<JsonNode>();
    for (var name : List.of("X-App-Usage", "X-Page-Usage")) {
      headers.first(name).flatMap(Json::object).ifPresent(objects::add);
    }
    headers
        .first("X-Business-Use-Case-Usage")
        .flatMap(Json::object)
        .ifPresent(
            it -> it.values().forEach(cases -> cases.forEach(use -> addIfOurs(objects, use))));
    var percent = objects.stream().flatMap(Usage::counts).max(Double::compare).orElse(0.0);
    var minutes =
        objects.stream()
            .mapToLong(it -> it.path("estimated_time_to_regain_access").asLong(0))
            .max()
            .orElse(0);
    return new Usage(
        (int) Math.min(percent, 1000), Duration.ofMinutes(Math.clamp(minutes, 0, 7 * 24 * 60)));
  }

  /// What advertising used up, say, is no matter of ours.
  private static void addIfOurs(List<JsonNode> objects, JsonNode use) {
    if (Json.word(use, "type").orElse("pages").equals("pages")) {
      objects.add(use);
    }
  }

  private static Stream<Double> counts(JsonNode use) {
    return COUNTS.stream().map(it -> use.path(it).asDouble(0));
  }

  /// The rest that is due.
  Optional<Rest> rest(Instant now) {
    if (percent < SLOW) {
      return Optional.empty();
    }
    var reason = "Facebook counts %d %% of the calls that it allows".formatted(percent);
    return Optional.of(
        percent < FULL
            ? new Rest(now.plus(BREATH), false, reason)
            : new Rest(now.plus(asked()), true, reason));
  }

  /// How long to wait after a refusal.
  Duration asked() {
    return regain.isPositive() ? regain : USUAL_WAIT;
  }
}
