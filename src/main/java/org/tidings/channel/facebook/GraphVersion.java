// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A version of the Graph API. Each lives for about two years after the next one came; what is
/// known of their ends stands here and is told to the owner ahead.
record GraphVersion(int major, int minor) {
  /// Of 29 July 2026 (developers.facebook.com/docs/graph-api/changelog).
  static final GraphVersion NEWEST = new GraphVersion(26, 0);

  /// The last day of each version, by its first number (the same page).
  private static final TreeMap<Integer, LocalDate> ENDS =
      new TreeMap<>(
          Map.of(
              20, LocalDate.of(2026, 9, 24),
              21, LocalDate.of(2027, 1, 21),
              22, LocalDate.of(2027, 5, 20),
              23, LocalDate.of(2027, 10, 8),
              24, LocalDate.of(2028, 2, 18),
              25, LocalDate.of(2028, 7, 29)));

  /// How many days ahead of its end the owner is told.
  private static final int AHEAD = 90;

  private static final String UPGRADE = "; upgrade Tidings, or set a newer `version`";

  private static final Pattern FORM = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,2})");

  /// Reads `v26.0`, or the same without `v`.
  static Optional<GraphVersion> parse(String written) {
    var matcher = FORM.matcher(written.strip());
    return matcher.matches()
        ? Optional.of(
            new GraphVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /// Whether it had ended before anything that we know of.
  boolean isHistory() {
    return major < ENDS.firstKey();
  }

  /// What the owner should do about it; the same words from day to day.
  Optional<String> hint(Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var end = Optional.ofNullable(ENDS.get(major));
    if (end.isPresent()) {
      return end.filter(it -> !today.isBefore(it.minusDays(AHEAD)))
          .map(it -> ending(it, !today.isBefore(it)) + remedy(today));
    }
    if (major > NEWEST.major) {
      return Optional.of(
          "Graph API %s is newer than this Tidings, which can't warn of its end".formatted(this));
    }
    return newestIsInDoubt(today)
        ? Optional.of(
            "nobody here knows whether Graph API %s still lives".formatted(this) + UPGRADE)
        : Optional.empty();
  }

  private String ending(LocalDate end, boolean over) {
    // unproved: Meta is said to answer calls to a dead version as the oldest living one.
    return over
        ? "Graph API %s ended on %s: posts may stop, or look different".formatted(this, end)
        : "Graph API %s ends on %s".formatted(this, end);
  }

  private static String remedy(LocalDate today) {
    return newestIsInDoubt(today) ? UPGRADE : "; set version = \"" + NEWEST + "\"";
  }

  /// Versions end in their order, so until here the newest lives for sure.
  private static boolean newestIsInDoubt(LocalDate today) {
    return today.isAfter(ENDS.lastEntry().getValue());
  }

  @Override
  public String toString() {
    return "v" + major + "." + minor;
  }
}
