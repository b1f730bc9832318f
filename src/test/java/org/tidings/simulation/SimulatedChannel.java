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
  /// So many posts stand on a page of the list.
  private static final int PAGE = 3;

  /// Clocks differ.
  private static final Duration SLACK = Duration.ofMinutes(2);

  private final World world;
  private final Platform platform;
  private final Kind kind;
  private final Mix mix;
  private final Evidence evidence;
  private final Meanwhile meanwhile;

  SimulatedChannel(
      World world, Platform platform, Kind kind, Mix mix, Evidence evidence, Meanwhile meanwhile) {
    this.world = world;
    this.platform = platform;
    this.kind = kind;
    this.mix = mix;
    this.evidence = evidence;
    this.meanwhile = meanwhile;
  }

  /// What others do while a request is under way.
  interface Meanwhile {
    /// Lets them.
    ///
    /// @return whether the request was still answered in time
    boolean happens();
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
    if (refuses()) {
      return new Preparation.NotReady(unauthorized());
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
    evidence.begins(payload.link());
    world.point("intent written, nothing sent");
    var outcome = attempted(payload, key);
    world.tell("publish " + payload.link() + ": " + outcome.getClass().getSimpleName());
    var inTime = meanwhile.happens();
    world.point("answer read, nothing recorded");
    if (outcome instanceof Outcome.NotPosted && inTime) {
      world.onceRecorded(() -> evidence.posted(payload.link(), false));
    } else if (outcome instanceof Outcome.Published) {
      world.onceRecorded(() -> evidence.posted(payload.link(), true));
    }
    return outcome;
  }

  private boolean refuses() {
    return !platform.authorized() || world.fates().accountFails();
  }

  private Outcome.Unauthorized unauthorized() {
    var at = world.now();
    world.onceCommitted(() -> evidence.accountRefused(at));
    return new Outcome.Unauthorized("token revoked");
  }

  private Outcome attempted(Payload payload, DeliveryKey key) {
    if (world.fates().networkFails()) {
      return onTheWay(payload, key);
    }
    evidence.arrives(payload, key);
    if (refuses()) {
      return unauthorized();
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
    evidence.arrives(payload, key);
    switch (fate) {
      case 1 -> world.tell("network: the request is lost");
      case 2 -> {
        platform.arrives(payload, key);
        world.tell("network: the answer is lost");
      }
      default -> {
        var late = world.fates().within(mix.latest());
        world.tell("network: the request arrives " + late.toSeconds() + " s late");
        platform.appliesLate(late, payload, key);
      }
    }
    return new Outcome.Unknown("no answer");
  }

  private Outcome atTheServer(Payload payload, DeliveryKey key) {
    return switch (world.fates().pick(8)) {
      case 0 -> tooMany();
      case 1 -> {
        platform.apply(payload, key);
        world.tell("server: 500, and yet it stored it");
        yield new Outcome.Unknown("status 500");
      }
      case 2 -> new Outcome.Unknown("status 502");
      case 3 -> new Outcome.Stale("the picture was purged");
      case 4 -> {
        platform.apply(payload, key);
        world.tell("server: 429, and yet it stored it");
        // No adapter takes that for a refusal where it has been seen: it would be a copy.
        yield new Outcome.Unknown("status 429");
      }
      case 5 -> new Outcome.Misconfigured("missing permission");
      case 6 -> new Outcome.Deferred("status 503", Optional.of(Duration.ofMinutes(2)));
      default -> rejected(payload);
    };
  }

  private Outcome tooMany() {
    var waits = List.of(0L, 1L, 90L * 60, 3L * 3600);
    var wait = Duration.ofSeconds(waits.get(world.fates().pick(waits.size())));
    return new Outcome.Deferred("too many requests", Optional.of(wait));
  }

  private Outcome rejected(Payload payload) {
    if (platform.has(payload.link()) || platform.mayComeLate(payload.link())) {
      return new Outcome.Unknown("status 503");
    }
    platform.refuse(payload.link());
    return new Outcome.Rejected("not this one");
  }

  private Outcome applied(Payload payload, DeliveryKey key) {
    return switch (platform.apply(payload, key)) {
      case Platform.Answer.Stored(var receipt) -> new Outcome.Published(receipt);
      case Platform.Answer.SaidBefore(var receipt) ->
          new Outcome.Duplicate(
              "said before", world.fates().coin() ? Optional.of(receipt) : Optional.empty());
      case Platform.Answer.Trips _ -> new Outcome.Unknown("status 500");
    };
  }

  @Override
  public List<Proof> proofs() {
    return kind.proofs();
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    world.point("looking");
    var blind = !mix.keysIgnored() && world.fates().networkFails();
    if (blind || !platform.authorized()) {
      world.tell("find " + payload.link() + ": no answer");
      return new Sighting.NotLooked("no answer", Optional.empty());
    }
    var seen = kind.has(Proof.RecordKey.class) ? byKey(key) : listed(payload, since);
    world.tell("find " + payload.link() + ": " + seen.getClass().getSimpleName());
    world.point("looked, nothing recorded");
    return seen;
  }

  private Sighting byKey(DeliveryKey key) {
    return platform.under(key).<Sighting>map(Sighting.Found::new).orElseGet(Sighting.Absent::new);
  }

  /// As adapters do: what stands in the list since then, with our link; a list that ends too early
  /// says nothing.
  private Sighting listed(Payload payload, Instant since) {
    var from = world.truly(since).minus(SLACK);
    var list = platform.listed();
    var cut = !mix.keysIgnored() && world.fates().serverFails();
    var shown = cut ? list.subList(0, Math.min(PAGE, list.size())) : list;
    var found =
        shown.stream()
            .filter(it -> it.link().equals(payload.link()) && !it.at().isBefore(from))
            .findFirst();
    if (found.isPresent()) {
      return new Sighting.Found(found.get().receipt());
    }
    return shown.size() < list.size() && !shown.getLast().at().isBefore(from)
        ? new Sighting.NotLooked("the list is cut off", Optional.empty())
        : new Sighting.Absent();
  }

  @Override
  public Health check() {
    return platform.authorized()
        ? new Health.Good("@simulated", Optional.empty())
        : new Health.Bad("token revoked", "connect again");
  }
}
