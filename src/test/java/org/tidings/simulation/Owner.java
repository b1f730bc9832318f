// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.DeliveryState;
import org.tidings.outbox.QueueItem;

/// Who runs the blog: looks at the queue now and then, mends the account, and speaks the truth.
/// Some can't leave anything alone.
final class Owner {
  private final World world;
  private final Blog blog;
  private final Platform platform;
  private final Kind kind;
  private final Mix mix;
  private final Evidence evidence;
  private final Set<DeliveryId> held = new HashSet<>();

  Owner(World world, Blog blog, Platform platform, Kind kind, Mix mix, Evidence evidence) {
    this.world = world;
    this.blog = blog;
    this.platform = platform;
    this.kind = kind;
    this.mix = mix;
    this.evidence = evidence;
  }

  /// Looks at everything.
  ///
  /// @param diligent whether nothing stays undecided
  void visits(Life alive, boolean diligent) {
    alive.check();
    alive.outbox().queue().forEach(it -> decide(alive, it, diligent));
    if (mix.busyOwner() && !world.fates().isCalm()) {
      meddle(alive);
    } else {
      alive.accounts().resume(Life.CHANNEL);
    }
  }

  /// A backup was put back: what was held since, and by which number, is not in it.
  void restored() {
    held.clear();
  }

  private void decide(Life alive, QueueItem item, boolean diligent) {
    var delivery = item.delivery();
    var link = link(item);
    if (delivery.state() == DeliveryState.HELD) {
      held(alive, item, link);
    } else if (delivery.state() == DeliveryState.UNKNOWN && delivery.notBefore().isEmpty()) {
      overAsked(alive, item, link);
      if (diligent) {
        world.tell("owner: looks at " + link);
        settle(alive, delivery.id(), link, () -> alive.owner().retry(delivery.id()));
      }
    }
  }

  private void held(Life alive, QueueItem item, String link) {
    var id = item.delivery().id();
    if (held.remove(id)) {
      // Held by ourselves before it was sent, as we were told: no need to look.
      world.tell("owner: releases " + link);
      alive.owner().release(id);
    } else {
      settle(alive, id, link, () -> alive.owner().release(id));
    }
  }

  private void settle(Life alive, DeliveryId id, String link, Runnable otherwise) {
    if (isOut(link)) {
      world.tell("owner: " + link + " is out");
      alive.owner().posted(id, Optional.empty());
    } else if (!platform.mayComeLate(link)) {
      world.tell("owner: " + link + " may go");
      otherwise.run();
    }
  }

  private boolean isOut(String link) {
    var article = blog.at(link);
    return article.isPresent()
        && platform.ledger().stream()
            .anyMatch(it -> it.link().endsWith("://" + article.get().path()));
  }

  /// Asking the owner is the last resort.
  private void overAsked(Life alive, QueueItem item, String link) {
    var reason = item.reason();
    if (!kind.mayAskOwner() && !reason.contains("could not look")) {
      world.violated(Broken.OVER_ASKED, "it could be proved: " + link + ": " + reason);
    } else if (blog.at(link).filter(this::doubted).isEmpty()
        && !Checker.diedBeforeItsAnswer(alive.database(), item.delivery().id())
        && !evidence.isRestored()) {
      world.violated(Broken.OVER_ASKED, "nothing was sent: " + link + ": " + reason);
    }
  }

  private boolean doubted(Blog.Article article) {
    return evidence.doubted("https://" + article.path())
        || evidence.doubted("http://" + article.path());
  }

  private void meddle(Life alive) {
    switch (world.fates().pick(4)) {
      case 0 -> {
        world.tell("owner: pauses the channel");
        alive.accounts().pause(Life.CHANNEL);
      }
      case 1 -> {
        world.tell("owner: resumes the channel");
        alive.accounts().resume(Life.CHANNEL);
      }
      case 2 -> oneOf(alive).ifPresent(it -> hold(alive, it));
      default -> oneOf(alive).ifPresent(it -> drop(alive, it));
    }
  }

  private static Optional<QueueItem> oneOf(Life alive) {
    return alive.outbox().queue().stream()
        .filter(
            it ->
                it.delivery().state() == DeliveryState.READY
                    || it.delivery().state() == DeliveryState.WAITING)
        .findFirst();
  }

  private void hold(Life alive, QueueItem item) {
    world.tell("owner: holds " + link(item));
    alive.owner().hold(item.delivery().id());
    held.add(item.delivery().id());
  }

  private void drop(Life alive, QueueItem item) {
    if (world.fates().pick(3) == 0) {
      world.tell("owner: drops " + link(item));
      alive.owner().drop(item.delivery().id());
      evidence.drop(link(item));
    }
  }

  /// How long until the next look.
  Duration pause() {
    return Duration.ofMinutes(30).plus(world.fates().within(Duration.ofHours(2)));
  }

  private static String link(QueueItem item) {
    return item.link().map(Object::toString).orElse("");
  }
}
