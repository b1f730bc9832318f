// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.store.RescueFile;
import org.tidings.store.Tx;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer that the database could not be told: kept beside it, and told at the next start.
/// Without it an article whose answer was read would be in doubt, and on a platform that can't be
/// asked it would stay so.
final class Rescue {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private Rescue() {}

  /// Keeps how an attempt ended.
  static void keep(RescueFile file, Delivery attempted, Outcome outcome, Instant now) {
    var line =
        Json.object()
            .put("delivery", attempted.id().value())
            .put("fence", attempted.fence())
            .put("at", now.toEpochMilli());
    switch (outcome) {
      case Outcome.Published(var receipt) -> put(line.put("published", true), receipt);
      case Outcome.AlreadyPublished(var receipt) -> put(line.put("published", true), receipt);
      case Outcome.NotPosted it when attempted.doubts() == 0 ->
          line.put("published", false).put("reason", it.reason());
      // These must be proved anyway.
      case Outcome.NotPosted _, Outcome.Duplicate _, Outcome.Unknown _ -> {
        return;
      }
    }
    var kept = file.keep(line.toString());
    LOG.warn(
        "channel={} delivery={} status={}: the database can't be written; the answer {}",
        attempted.channel(),
        attempted.id(),
        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        kept ? "was kept beside it for the next start" : "could not be kept either");
  }

  /// Keeps that a request never left, because the database could not say whether its intent was
  /// committed.
  static void keepUnsent(RescueFile file, Delivery intended, Instant now) {
    keep(file, intended, new Outcome.Deferred("the database could not be written"), now);
  }

  private static void put(ObjectNode line, Receipt receipt) {
    line.put("id", receipt.remoteId());
    receipt.url().ifPresent(it -> line.put("url", it.toString()));
  }

  /// Tells the database what a line kept. What it knows by now counts more, except that evidence
  /// of a post beats everything.
  static void merge(Tx tx, String line) {
    var kept = Json.object(line);
    if (kept.isEmpty()) {
      LOG.warn("a line of the rescue file can't be read, and is passed over");
    }
    kept.ifPresent(it -> merge(tx, it));
  }

  private static void merge(Tx tx, JsonNode kept) {
    DeliveryTable.find(tx, new DeliveryId(kept.path("delivery").asLong(-1)))
        .filter(it -> it.fence() >= kept.path("fence").asLong(-1))
        .ifPresent(it -> merge(tx, it, kept));
  }

  private static void merge(Tx tx, Delivery delivery, JsonNode kept) {
    var at = Instant.ofEpochMilli(kept.path("at").asLong());
    if (kept.path("published").asBoolean()) {
      if (delivery.state() != DeliveryState.PUBLISHED) {
        published(tx, delivery, receipt(kept), at);
      }
    } else if (delivery.state() == DeliveryState.SENDING
        && delivery.fence() == kept.path("fence").asLong()) {
      var reason = kept.path("reason").asString("");
      var intended = AttemptTable.intended(tx, delivery.id());
      DeliveryTable.move(tx, delivery.id(), DeliveryState.READY, Optional.of(at), reason, at);
      AttemptTable.append(
          tx,
          delivery.id(),
          intended ? delivery.attempts() : delivery.attempts() + 1,
          at,
          Step.ENDED,
          Optional.of("deferred"),
          reason,
          Optional.empty(),
          intended ? AttemptTable.charged(tx, delivery.id()) : 0);
    }
  }

  private static void published(Tx tx, Delivery delivery, Receipt receipt, Instant at) {
    var reason = "published; recorded at the next start, since the database could not be written";
    var free = TwinTable.holderOf(tx, delivery.channel(), receipt.remoteId(), delivery.id());
    DeliveryTable.published(
        tx, delivery.id(), free.isEmpty() ? Optional.of(receipt) : Optional.empty(), reason, at);
    AttemptTable.append(
        tx,
        delivery.id(),
        delivery.attempts(),
        at,
        Step.ENDED,
        Optional.of("published"),
        reason,
        Optional.of(receipt));
    LOG.info(
        "channel={} delivery={} status=published (rescued)", delivery.channel(), delivery.id());
  }

  private static Receipt receipt(JsonNode kept) {
    return new Receipt(
        kept.path("id").asString(""),
        Optional.ofNullable(kept.get("url")).map(JsonNode::asString).map(URI::create));
  }
}
