// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Element;

/// How long a feed asks to be left alone: RSS's `ttl`, and the Syndication module.
final class Interval {
  private static final Duration LONGEST = Duration.ofDays(366);

  /// web.resource.org/rss/1.0/modules/syndication: the periods, and 1 as the usual frequency.
  private static final Map<String, Duration> PERIODS =
      Map.of(
          "hourly", Duration.ofHours(1),
          "daily", Duration.ofDays(1),
          "weekly", Duration.ofDays(7),
          "monthly", Duration.ofDays(30),
          "yearly", Duration.ofDays(365));

  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

  private Interval() {}

  /// The longer of the two, if the feed has any.
  static Optional<Duration> of(Element head) {
    return Stream.concat(ttl(head).stream(), syndication(head).stream())
        .filter(it -> it.compareTo(Duration.ofMinutes(1)) >= 0 && it.compareTo(LONGEST) <= 0)
        .max(Duration::compareTo);
  }

  private static Optional<Duration> ttl(Element head) {
    return text(head, Namespaces.NONE, "ttl")
        .filter(it -> COUNT.matcher(it).matches())
        .map(it -> Duration.ofMinutes(Long.parseLong(it)));
  }

  private static Optional<Duration> syndication(Element head) {
    var period =
        text(head, Namespaces.SYNDICATION, "updatePeriod")
            .map(it -> PERIODS.get(it.toLowerCase(Locale.ROOT)));
    var frequency =
        text(head, Namespaces.SYNDICATION, "updateFrequency")
            .filter(it -> COUNT.matcher(it).matches())
            .map(Long::valueOf);
    return period.map(it -> it.dividedBy(frequency.orElse(1L)));
  }

  private static Optional<String> text(Element head, Namespaces space, String name) {
    return head.getChildren().stream()
        .filter(it -> space.is(it, name))
        .map(it -> it.getText().strip())
        .findFirst();
  }
}
