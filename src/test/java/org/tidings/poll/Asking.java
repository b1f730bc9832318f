// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.tidings.http.Headers.Field;

/// How a feed says how long to leave it alone.
enum Asking {
  NOTHING,
  MAX_AGE,
  /// A cache has had it for a while already.
  MAX_AGE_AND_AGE,
  EXPIRES,
  /// Not a pause, but "ask me whether it is new".
  EXPIRES_0,
  NO_CACHE,
  /// For shared caches.
  S_MAXAGE,
  /// A mistake; more than a day is not meant.
  A_YEAR,
  TTL,
  SYNDICATION,
  TTL_AND_MAX_AGE;

  private static final Duration HOUR = Duration.ofHours(1);

  /// What is meant.
  Duration pause() {
    return switch (this) {
      case NOTHING, EXPIRES_0, NO_CACHE, S_MAXAGE -> Duration.ZERO;
      case MAX_AGE -> HOUR.multipliedBy(3);
      case MAX_AGE_AND_AGE -> HOUR.multipliedBy(2);
      case EXPIRES -> HOUR.multipliedBy(5);
      case A_YEAR, SYNDICATION -> HOUR.multipliedBy(24);
      case TTL -> HOUR.multipliedBy(4);
      case TTL_AND_MAX_AGE -> HOUR.multipliedBy(6);
    };
  }

  /// The fields that say so.
  List<Field> fields(Instant now) {
    return switch (this) {
      case NOTHING, TTL, SYNDICATION -> List.of();
      case MAX_AGE -> List.of(control("public, max-age=10800"));
      case MAX_AGE_AND_AGE -> List.of(control("max-age=\"10800\""), new Field("Age", "3600"));
      case EXPIRES ->
          List.of(
              new Field("Date", Custom.imf(now)),
              new Field("Expires", Custom.imf(now.truncatedTo(ChronoUnit.SECONDS).plus(pause()))));
      case EXPIRES_0 -> List.of(new Field("Expires", "0"));
      case NO_CACHE -> List.of(control("no-cache, max-age=86400"));
      case S_MAXAGE -> List.of(control("s-maxage=86400, max-age=0"));
      case A_YEAR -> List.of(control("max-age=31536000, immutable"));
      case TTL_AND_MAX_AGE -> List.of(control("max-age=600"));
    };
  }

  private static Field control(String value) {
    return new Field("Cache-Control", value);
  }

  /// The elements that say so.
  String elements() {
    return switch (this) {
      case TTL -> "<ttl>240</ttl>";
      case TTL_AND_MAX_AGE -> "<ttl> 360 </ttl>";
      case SYNDICATION ->
          "<sy:updatePeriod xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">\n\tdaily\t"
              + "</sy:updatePeriod>";
      default -> "";
    };
  }
}
