// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Hours in which posts may go out, in wall-clock time: `Mon-Fri 08:00-20:00`, `08:00-20:00`,
/// `Sat,Sun 10:00-12:00`; several are divided by `;`. An end at or before the start is on the next
/// day. Where the clocks change, a window begins at the first instant that exists and ends at the
/// last that bears its end's time.
public final class PostingWindow {
  private static final String EXAMPLE = "write it like \"Mon-Fri 08:00-20:00\" or \"09:00-12:00\"";

  private static final Pattern GRAMMAR =
      Pattern.compile("(?:([A-Za-z,-]+) +)?(\\d\\d?:\\d\\d)-(\\d\\d?:\\d\\d)");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private final String source;
  private final List<Span> spans;

  private PostingWindow(String source, List<Span> spans) {
    this.source = source;
    this.spans = spans;
  }

  /// Reads a window.
  ///
  /// @throws IllegalArgumentException saying what a window looks like
  public static PostingWindow parse(String source) {
    var spans =
        Stream.of(source.split(";", -1)).map(String::strip).map(PostingWindow::span).toList();
    return new PostingWindow(source.strip(), spans);
  }

  /// The first instant at or after `from` that lies in the window.
  public Instant next(Instant from, ZoneId zone) {
    var today = from.atZone(zone).toLocalDate();
    // From yesterday, whose window may reach over midnight, to this weekday in a week, whose
    // window may begin before this time of day; one more for a day that a zone skipped.
    return Stream.iterate(today.minusDays(1), it -> it.plusDays(1))
        .limit(10)
        .flatMap(day -> spans.stream().map(span -> span.within(day, from, zone)))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElseThrow(() -> new IllegalStateException("no day has a window: " + source));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PostingWindow that && spans.equals(that.spans);
  }

  @Override
  public int hashCode() {
    return spans.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }

  private static Span span(String text) {
    var match = GRAMMAR.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("not a posting window: " + text + "; " + EXAMPLE);
    }
    return new Span(days(match.group(1)), time(match.group(2)), time(match.group(3)));
  }

  private static Set<DayOfWeek> days(@Nullable String text) {
    if (text == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var part : text.split(",", -1)) {
      var ends = part.split("-", -1);
      var first = day(ends[0]);
      var last = ends.length == 2 ? day(ends[1]) : first;
      if (ends.length > 2) {
        throw new IllegalArgumentException("not days: " + part + "; " + EXAMPLE);
      }
      for (var day = first; ; day = day.plus(1)) {
        days.add(day);
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    var index = DAYS.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException("not a day: " + text + "; days are Mon, Tue … Sun");
    }
    return DayOfWeek.of(index + 1);
  }

  private static LocalTime time(String text) {
    var parts = text.split(":", -1);
    var hour = Integer.parseInt(parts[0]);
    var minute = Integer.parseInt(parts[1]);
    if (hour == 24 && minute == 0) {
      return LocalTime.MIDNIGHT;
    }
    if (hour > 23 || minute > 59) {
      throw new IllegalArgumentException("not a time of day: " + text + "; " + EXAMPLE);
    }
    return LocalTime.of(hour, minute);
  }

  /// One stretch on each of its days.
  private record Span(Set<DayOfWeek> days, LocalTime start, LocalTime end) {
    /// The first instant at or after `from` in the stretch that begins on `day`.
    Optional<Instant> within(LocalDate day, Instant from, ZoneId zone) {
      if (!days.contains(day.getDayOfWeek())) {
        return Optional.empty();
      }
      var begin = ZonedDateTime.of(day, start, zone).withEarlierOffsetAtOverlap().toInstant();
      var lastDay = end.isAfter(start) ? day : day.plusDays(1);
      var finish = ZonedDateTime.of(lastDay, end, zone).withLaterOffsetAtOverlap().toInstant();
      var first = from.isAfter(begin) ? from : begin;
      return first.isBefore(finish) ? Optional.of(first) : Optional.empty();
    }
  }
}
