// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Reads the history of each delivery as a story, and tells which stories may not be.
final class StoryChecker {
  /// Clocks are read at different moments of one step.
  private static final Duration BLINK = Duration.ofMinutes(1);

  private final World world;
  private final Mix mix;
  private final Evidence evidence;
  private final boolean countsClaims;

  StoryChecker(World world, Mix mix, Evidence evidence, boolean countsClaims) {
    this.countsClaims = countsClaims;
    this.world = world;
    this.mix = mix;
    this.evidence = evidence;
  }

  private record Told(
      long delivery,
      String link,
      String key,
      long fence,
      Optional<String> payload,
      Duration lifetime) {}

  private record Event(int number, String step, Optional<String> outcome, Instant at) {
    String word() {
      return outcome.map(it -> step + ":" + it).orElse(step);
    }
  }

  void check(Database database) {
    for (var told : database.<List<Told>>read(StoryChecker::deliveries)) {
      check(told, database.<List<Event>>read(tx -> events(tx, told.delivery())));
    }
  }

  private void check(Told told, List<Event> events) {
    var claims = events.stream().filter(it -> it.step().equals("claimed")).count();
    if (countsClaims && claims != told.fence()) {
      world.violated(
          Broken.ILLEGAL,
          "%s: claimed %d times, and its fence is %d".formatted(told.link(), claims, told.fence()));
    }
    order(told, events);
    expiry(told, events);
    if (!evidence.isRestored()) {
      sent(told, events);
    }
  }

  /// An intent belongs to a claim, nothing is claimed that somebody holds, and nothing that is out.
  private void order(Told told, List<Event> events) {
    var open = new HashSet<Integer>();
    var published = false;
    var before = "";
    for (var it : events) {
      var word = it.word();
      var legal =
          switch (it.step()) {
            case "claimed" -> !published && open.isEmpty() && open.add(it.number());
            case "intent" -> !published && open.contains(it.number());
            case "expired" -> !word.equals(before);
            default -> true;
          };
      if (!legal) {
        world.violated(Broken.ILLEGAL, told.link() + ": " + word + " after " + before);
      }
      switch (it.step()) {
        case "orphaned", "posted" -> open.clear();
        case "ended" -> open.remove(it.number());
        default -> {}
      }
      published |= word.equals("ended:published") || word.equals("posted");
      before = word;
    }
  }

  /// Time during which the owner was waited for does not count.
  private void expiry(Told told, List<Event> events) {
    for (var it : events) {
      var from = it.at().minus(told.lifetime()).plus(BLINK);
      if (it.step().equals("expired")
          && !mix.turns()
          && !evidence.isRestored()
          && evidence.wasAccountRefused(from, it.at())) {
        world.violated(Broken.LOST, told.link() + " expired while its account was refused");
      }
    }
  }

  /// Requests that arrived had an intent, and carried what is on the disk.
  private void sent(Told told, List<Event> events) {
    var sent = evidence.sent().get(told.link());
    if (sent == null) {
      return;
    }
    var intents = events.stream().filter(it -> it.step().equals("intent")).count();
    if (sent.times() > intents) {
      world.violated(
          Broken.NO_INTENT,
          "%s: %d requests, %d intents".formatted(told.link(), sent.times(), intents));
    }
    if (!sent.key().idempotency().equals(told.key())) {
      world.violated(Broken.OTHER_KEY, told.link() + " was sent under another key than stored");
    }
    if (told.payload().filter(it -> !it.equals(sent.payload().body())).isPresent()) {
      world.violated(Broken.OTHER_BYTES, told.link() + " was sent in other words than stored");
    }
  }

  private static List<Told> deliveries(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            SELECT d.id, a.link, d.idempotency, d.fence, d.payload, d.lifetime
            FROM delivery d JOIN article a ON a.id = d.article ORDER BY d.id\
            """)
        .map(
            (rs, ctx) ->
                new Told(
                    rs.getLong("id"),
                    rs.getString("link"),
                    rs.getString("idempotency"),
                    rs.getLong("fence"),
                    Optional.ofNullable(rs.getString("payload")),
                    Duration.ofMillis(rs.getLong("lifetime"))))
        .list();
  }

  private static List<Event> events(Tx tx, long delivery) {
    return tx.handle()
        .createQuery(
            "SELECT number, step, outcome, at FROM attempt WHERE delivery = :id ORDER BY id")
        .bind("id", delivery)
        .map(
            (rs, ctx) ->
                new Event(
                    rs.getInt("number"),
                    rs.getString("step"),
                    Optional.ofNullable(rs.getString("outcome")),
                    Instant.ofEpochMilli(rs.getLong("at"))))
        .list();
  }
}
