// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.channel.Tariff;
import org.tidings.config.Money;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.secret.SecretException;
import org.tidings.text.LengthRule;
import org.tidings.text.TwitterText;
import tools.jackson.databind.json.JsonMapper;

/// One account on X.
record XChannel(XSettings settings, ChannelContext context) implements Channel {
  /// What X's readers still take for words and not for noise; X itself sets no limit.
  private static final int HASHTAGS = 3;

  /// X refuses a post with more `$TICKER`s (docs.x.com, "Manage Posts").
  private static final int CASHTAGS = 1;

  @Override
  public PostLimits limits() {
    return new PostLimits(
        List.of(new LengthRule(LengthRule.Unit.X_CHARACTERS, settings.characters())),
        OptionalInt.empty(),
        PostLimits.HashtagAlphabet.WORD,
        HASHTAGS,
        PostLimits.Mentions.NOTIFY,
        PostLimits.CardBy.PLATFORM,
        OptionalInt.of(CASHTAGS));
  }

  @Override
  public boolean attachesPicture() {
    return settings.image();
  }

  @Override
  public Optional<Tariff> tariff() {
    return Optional.of(settings.tariff());
  }

  @Override
  public Optional<Money> price(Post post) {
    var linked = TwitterText.hasLink(post.text());
    return Optional.of(linked ? settings.tariff().usual() : settings.price());
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    var barred = api().barred();
    if (barred.isPresent()) {
      return new Preparation.NotReady(barred.get());
    }
    var json = JsonMapper.shared().createObjectNode();
    json.put("text", post.text());
    if (settings.image()) {
      post.picture()
          .flatMap(new Media(api())::upload)
          .ifPresent(it -> json.putObject("media").putArray("media_ids").add(it));
    }
    return new Preparation.Ready(
        new Payload(json.toString(), post.link().map(URI::toString).orElse("")));
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    var pictured = payload.body().contains("\"media_ids\"");
    return switch (api().post("/2/tweets", payload.body())) {
      case Api.Said.Barred(var why) -> why;
      case Api.Said.Replied(var reply, var access) ->
          duplicates(new Verdict(access, now(), pictured).of(reply), payload, key);
    };
  }

  /// Whose words they are the timeline shows; if it doesn't, the outbox knows whether a request of
  /// ours is in doubt.
  private Outcome duplicates(Outcome outcome, Payload payload, DeliveryKey key) {
    return outcome instanceof Outcome.Duplicate
            && find(payload, key, key.madeAt()) instanceof Sighting.Found(var receipt)
        ? new Outcome.AlreadyPublished(receipt)
        : outcome;
  }

  @Override
  public List<Proof> proofs() {
    return List.of(new Proof.ReadBack(), new Proof.DuplicateRefusal(settings.repeats()));
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    try {
      return new Timeline(api(), now()).find(payload, since);
    } catch (SecretException e) {
      return new Sighting.NotLooked(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  @Override
  public Health check() {
    return new Checkup(api(), now()).ask();
  }

  @Override
  public Health upkeep() {
    return new Checkup(api(), now()).look();
  }

  private Api api() {
    return new Api(settings, context);
  }

  private Instant now() {
    return context.clock().instant();
  }
}
