// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidings.channel.Channel;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.text.LengthRule;

/// A channel to a [Platform] over a network that fails in every way we know of.
final class SimulatedChannel implements Channel {
  private final World world;
  private final Platform platform;
  private final Kind kind;

  SimulatedChannel(World world, Platform platform, Kind kind) {
    this.world = world;
    this.platform = platform;
    this.kind = kind;
  }

  @Override
  public PostLimits limits() {
    return new PostLimits(
        List.of(new LengthRule(LengthRule.Unit.GRAPHEMES, 500)),
        OptionalInt.empty(),
        PostLimits.HashtagAlphabet.WORD,
        3,
        PostLimits.Mentions.INERT,
        PostLimits.CardBy.PLATFORM);
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    world.point("preparing");
    if (!platform.authorized()) {
      return new Preparation.NotReady(new Outcome.Unauthorized("token revoked"));
    }
    if (world.fates().networkFails()) {
      world.tell("prepare: the upload fails");
      return new Preparation.NotReady(new Outcome.Deferred("no answer to the upload"));
    }
    var link = post.link().map(Object::toString).orElse("");
    return new Preparation.Ready(new Payload(post.text(), link));
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    // From the intent to a definite answer, whatever ends the process leaves it in doubt.
    var doubted = platform.doubted(payload.link());
    platform.doubt(payload.link());
    world.point("intent written, nothing sent");
    var outcome = attempted(payload, key);
    world.tell("publish " + payload.link() + ": " + outcome.getClass().getSimpleName());
    world.point("answer read, nothing recorded");
    if (outcome instanceof Outcome.NotPosted && !doubted) {
      world.onceRecorded(() -> platform.certain(payload.link()));
    }
    return outcome;
  }

  private Outcome attempted(Payload payload, DeliveryKey key) {
    if (world.fates().networkFails()) {
      return onTheWay(payload, key);
    }
    platform.arrives(payload, key);
    if (!platform.authorized()) {
      return new Outcome.Unauthorized("token revoked");
    }
    if (world.fates().serverFails()) {
      return atTheServer(payload, key);
    }
    return applied(payload, key);
  }

  private Outcome onTheWay(Payload payload, DeliveryKey key) {
    var fate = world.fates().pick(4);
    if (fate == 0) {
      return new Outcome.Deferred("connection refused");
    }
    platform.arrives(payload, key);
    switch (fate) {
      case 1 -> world.tell("network: the request is lost");
      case 2 -> {
        platform.apply(payload, key);
        world.tell("network: the answer is lost");
      }
      default -> {
        var late = world.fates().within(Fates.LATEST);
        world.tell("network: the request arrives " + late.toSeconds() + " s late");
        platform.appliesLate(late, payload, key);
      }
    }
    return new Outcome.Unknown("no answer");
  }

  private Outcome atTheServer(Payload payload, DeliveryKey key) {
    return switch (world.fates().pick(5)) {
      case 0 ->
          new Outcome.Deferred(
              "too many requests", Optional.of(world.fates().within(Duration.ofMinutes(90))));
      case 1 -> {
        platform.apply(payload, key);
        world.tell("server: 500, and yet it stored it");
        yield new Outcome.Unknown("status 500");
      }
      case 2 -> new Outcome.Unknown("status 502");
      case 3 -> new Outcome.Stale("the picture was purged");
      default -> {
        if (platform.has(payload.link()) || platform.mayComeLate(payload.link())) {
          yield new Outcome.Unknown("status 503");
        }
        platform.refuse(payload.link());
        yield new Outcome.Rejected("not this one");
      }
    };
  }

  private Outcome applied(Payload payload, DeliveryKey key) {
    return switch (platform.apply(payload, key)) {
      case Platform.Answer.Stored(var receipt) -> new Outcome.Published(receipt);
      case Platform.Answer.SaidBefore(var receipt) ->
          new Outcome.Duplicate("said before", Optional.of(receipt));
    };
  }

  @Override
  public List<Proof> proofs() {
    return kind.proofs();
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    world.point("looking");
    if (world.fates().networkFails() || !platform.authorized()) {
      world.tell("find " + payload.link() + ": no answer");
      return new Sighting.NotLooked("no answer", Optional.empty());
    }
    var seen = platform.listed(payload, key);
    world.tell("find " + payload.link() + ": " + (seen.isPresent() ? "found" : "absent"));
    world.point("looked, nothing recorded");
    return seen.<Sighting>map(Sighting.Found::new).orElseGet(Sighting.Absent::new);
  }

  @Override
  public Health check() {
    return platform.authorized()
        ? new Health.Good("@simulated", Optional.empty())
        : new Health.Bad("token revoked", "connect again");
  }
}
