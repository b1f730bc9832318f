// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// The month of the interface that is used. Each lives about a year (202511 ended on 16 November
/// 2026), and LinkedIn skips some; one that is over is refused with 426 before anything happens, so
/// the next one that should be alive can be tried instead.
///
/// @param configured what the owner wants
record ApiVersion(String configured, Keyring keyring) {
  private static final String NOTE = "version";

  /// Months back from now: what is older may end any day.
  private static final int OLDEST = 10;

  /// Months back from now: what is younger may not be released yet.
  private static final int NEWEST = 2;

  /// A version as old as this ends next month or the one after.
  private static final int LAST_MONTHS = 11;

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

  /// What to name in a request: the owner's, or what took its place.
  String current() {
    return keyring
        .get(NOTE)
        .flatMap(it -> Json.object(it.reveal()))
        .filter(it -> it.path("for").asString("").equals(configured))
        .flatMap(it -> Json.text(it, "use"))
        .filter(it -> it.matches("\\d{6}"))
        .orElse(configured);
  }

  /// Goes on with another version, from the next request on and until the owner changes theirs.
  ///
  /// @return which; empty if there is no other that could be alive
  Optional<String> step(String refused, Instant now) {
    var next = after(month(configured), month(refused), YearMonth.from(now.atZone(ZoneOffset.UTC)));
    next.ifPresent(
        it -> {
          var note = Json.object().put("for", configured).put("use", it.format(FORM));
          keyring.put(NOTE, Secret.of(note.toString()));
        });
    return next.map(it -> it.format(FORM));
  }

  /// What the owner should know of it, in time: another one had to be taken, or will have to be.
  Optional<String> hint(Instant now) {
    if (!current().equals(configured)) {
      return Optional.of(
          "LinkedIn's version %s is over, %s is used instead: set version = \"%s\""
              .formatted(configured, current(), current()));
    }
    var last = YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(LAST_MONTHS);
    return Optional.of(
            "LinkedIn's version %s is nearly a year old and will end: set a newer `version`")
        .map(it -> it.formatted(configured))
        .filter(_ -> !month(configured).isAfter(last));
  }

  /// Upwards from the owner's, nearest first, since the nearest is most like what we know; then
  /// downwards, for a version that is not there yet.
  static Optional<YearMonth> after(YearMonth configured, YearMonth refused, YearMonth now) {
    var live = live(now);
    var ahead = live.stream().filter(it -> it.isAfter(configured)).toList();
    var behind = live.reversed().stream().filter(it -> it.isBefore(configured)).toList();
    return refused.isBefore(configured)
        ? behind.stream().filter(it -> it.isBefore(refused)).findFirst()
        : ahead.stream()
            .filter(it -> it.isAfter(refused))
            .findFirst()
            .or(() -> behind.stream().findFirst());
  }

  /// The months that should be alive, oldest first.
  private static List<YearMonth> live(YearMonth now) {
    var live = new ArrayList<YearMonth>();
    for (var back = OLDEST; back >= NEWEST; back--) {
      live.add(now.minusMonths(back));
    }
    return live;
  }

  private static YearMonth month(String version) {
    return YearMonth.parse(version, FORM);
  }
}
