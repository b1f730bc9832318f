// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
      var step = steps.get(i);
      var next = i + 1 < steps.size() ? steps.get(i + 1).step() : "";
      if (step.step().equals("looked") && next.equals("looked") && sameLook(steps, i)) {
        continue; // the last one speaks for all
      }
      switch (step.step()) {
        case "claimed" -> {
          if (next.isEmpty()) {
            events.add(event(step, "being prepared"));
          }
        }
        case "intent" -> {
          if (next.isEmpty()) {
            events.add(event(step, "being sent"));
          }
        }
        case "ended" -> events.add(ended(steps, i));
        case "orphaned" -> events.add(orphaned(steps, i));
        case "looked" -> events.add(looked(steps, i));
        default -> events.add(event(step, words(step.step())));
      }
    }
    return events;
  }

  private static boolean sameLook(List<Step> steps, int i) {
    return steps.get(i).outcome().equals(steps.get(i + 1).outcome());
  }

  /// At the time when it was sent, not when its answer came.
  private static Story.Event ended(List<Step> steps, int i) {
    var step = steps.get(i);
    var before = i > 0 ? steps.get(i - 1) : step;
    var sent = before.step().equals("intent");
    return new Story.Event(
        sent ? before.at() : step.at(),
        (sent ? "sent" : "not sent") + again(step, sent) + ", " + outcome(step.outcome()),
        step.reason());
  }

  private static String again(Step step, boolean sent) {
    return sent && step.number() > 1 ? " (attempt %d)".formatted(step.number()) : "";
  }

  private static Story.Event orphaned(List<Step> steps, int i) {
    var sent = i > 0 && steps.get(i - 1).step().equals("intent");
    return sent
        ? new Story.Event(
            steps.get(i - 1).at(),
            "sent" + again(steps.get(i - 1), true) + ", and Tidings stopped before the answer",
            steps.get(i).reason())
        : event(steps.get(i), "Tidings stopped before it was sent");
  }

  private static Story.Event looked(List<Step> steps, int i) {
    var times = 1;
    for (var at = i;
        at > 0 && steps.get(at - 1).step().equals("looked") && sameLook(steps, at - 1); ) {
      times++;
      at--;
    }
    var step = steps.get(i);
    var what =
        switch (step.outcome()) {
          case "found" -> "found";
          case "absent" -> "not found";
          case "notlooked" -> "could not see";
          default -> "nothing to look at";
        };
    return event(step, "looked" + (times > 1 ? " %d times".formatted(times) : "") + ", " + what);
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

  private static String words(String step) {
    return switch (step) {
      case "posted" -> "out, says the owner";
      case "dropped" -> "dropped by the owner";
      case "retried" -> "to be sent again, says the owner";
      default -> step;
    };
  }

  private static Story.Event event(Step step, String words) {
    return new Story.Event(step.at(), words, step.reason());
  }
}
