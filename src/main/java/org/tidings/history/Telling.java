// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Puts the rows of one delivery's history into words. An attempt is two or three rows (claimed,
/// intent, ended) and one sentence; look-ups in a row that found nothing are one, too.
final class Telling {
  private Telling() {}

  /// One row.
  ///
  /// @param step as stored
  /// @param outcome as stored; empty if the step has none
  record Step(Instant at, int number, String step, String outcome, String reason) {}

  static List<Story.Event> events(List<Step> steps) {
    var events = new ArrayList<Story.Event>();
    for (var i = 0; i < steps.size(); i++) {
      if (isTold(steps, i)) {
        events.add(event(steps, i));
      }
    }
    return events;
  }

  /// Only what speaks for or against a post being out: when it was sent, what was answered, what
  /// looking showed.
  static List<Story.Event> evidence(List<Step> steps) {
    return events(
        steps.stream()
            .filter(
                it ->
                    Set.of("claimed", "intent", "ended", "orphaned", "looked").contains(it.step()))
            .toList());
  }

  /// What another row tells as well is left to that one.
  private static boolean isTold(List<Step> steps, int i) {
    var isLast = i + 1 == steps.size();
    return switch (steps.get(i).step()) {
      case "claimed", "intent" -> isLast;
      case "looked" -> isLast || !isSameLook(steps.get(i), steps.get(i + 1));
      default -> true;
    };
  }

  private static boolean isSameLook(Step one, Step other) {
    return other.step().equals("looked") && one.outcome().equals(other.outcome());
  }

  private static Story.Event event(List<Step> steps, int i) {
    var step = steps.get(i);
    return switch (step.step()) {
      case "claimed" -> event(step, "being prepared");
      case "intent" -> event(step, "being sent");
      case "ended" -> ended(steps, i);
      case "orphaned" -> orphaned(steps, i);
      case "looked" -> looked(steps, i);
      case "posted" ->
          event(step, step.reason().startsWith("posted before") ? "out" : "out, says the owner");
      case "dropped" -> event(step, "dropped by the owner");
      case "retried" -> event(step, "to be sent again, says the owner");
      default -> event(step, step.step());
    };
  }

  /// At the time when it was sent, not when its answer came; unless that came so late that other
  /// things had happened meanwhile.
  private static Story.Event ended(List<Step> steps, int i) {
    var step = steps.get(i);
    var begun = begun(steps, i);
    if (!begun.step().equals("intent")) {
      return event(step, "not sent, " + outcome(step.outcome()));
    }
    return begun.equals(steps.get(i - 1))
        ? event(begun.at(), sent(step) + ", " + outcome(step.outcome()), step.reason())
        : event(step, "a late answer, " + outcome(step.outcome()));
  }

  private static Story.Event orphaned(List<Step> steps, int i) {
    var step = steps.get(i);
    var begun = begun(steps, i);
    return begun.step().equals("intent")
        ? event(begun.at(), sent(begun) + ", and Tidings stopped before the answer", step.reason())
        : event(step, "Tidings stopped before it was sent");
  }

  /// The row with which the attempt began that a row speaks of.
  private static Step begun(List<Step> steps, int i) {
    return steps.subList(0, i).reversed().stream()
        .filter(it -> it.step().equals("intent") || it.step().equals("claimed"))
        .findFirst()
        .orElse(steps.get(i));
  }

  private static String sent(Step step) {
    return step.number() > 1 ? "sent (attempt %d)".formatted(step.number()) : "sent";
  }

  private static Story.Event looked(List<Step> steps, int i) {
    var step = steps.get(i);
    var first = i;
    while (first > 0 && isSameLook(step, steps.get(first - 1))) {
      first--;
    }
    var times =
        switch (i - first) {
          case 0 -> "looked";
          case 1 -> "looked twice";
          default -> "looked %d times".formatted(i - first + 1);
        };
    var what =
        switch (step.outcome()) {
          case "found" -> "found";
          case "absent" -> "not found";
          case "notlooked" -> "could not see";
          default -> "nothing to look at";
        };
    return event(step, times + ", " + what);
  }

  private static String outcome(String outcome) {
    return switch (outcome) {
      case "published" -> "published";
      case "alreadypublished" -> "it was there already";
      case "unknown" -> "no answer";
      case "deferred" -> "put off";
      case "stale" -> "must be prepared again";
      case "rejected" -> "rejected";
      case "unauthorized" -> "the credential was refused";
      case "misconfigured" -> "the channel is set up wrongly";
      default -> outcome;
    };
  }

  private static Story.Event event(Step step, String words) {
    return event(step.at(), words, step.reason());
  }

  /// Nothing is said twice.
  private static Story.Event event(Instant at, String words, String reason) {
    return new Story.Event(at, words, words.contains(reason) ? "" : reason);
  }
}
