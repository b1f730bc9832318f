// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

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
import org.tidings.http.Reply;
import org.tidings.oauth.Tokens;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.secret.Secret;
import org.tidings.text.LengthRule;

/// One location of a business.
record GoogleBusinessChannel(GoogleSettings settings, ChannelContext context) implements Channel {
  /// 1500 characters is what a post's description takes (Business Profile help, "About posts").
  // unproved: what a character is there; UTF-16 units are never fewer than what else it may mean.
  private static final PostLimits LIMITS =
      new PostLimits(
          List.of(new LengthRule(LengthRule.Unit.UTF16_UNITS, 1500)),
          OptionalInt.empty(),
          PostLimits.HashtagAlphabet.NONE,
          0,
          PostLimits.Mentions.INERT,
          PostLimits.CardBy.NOBODY);

  @Override
  public PostLimits limits() {
    return LIMITS;
  }

  @Override
  public boolean attachesPicture() {
    return settings.image();
  }

  /// There is neither a key nor a refusal of duplicates; but what is there can be listed.
  @Override
  public List<Proof> proofs() {
    return List.of(new Proof.ReadBack());
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    var wanted = attachesPicture() && context.keyring().get(plain(key)).isEmpty();
    var picture = post.picture().filter(_ -> wanted);
    return new Preparation.Ready(LocalPost.of(post, settings.language(), picture));
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    return switch (access().enter()) {
      case Entry.Closed(var why) -> why;
      case Entry.Open(var tokens, var place) -> {
        var reply = api(tokens).create(place, payload.body());
        yield switch (new Verdict(tokens.access(), now()).of(reply)) {
          case Outcome.Unauthorized it -> access().refused(tokens, it);
          case Outcome.Rejected(var reason) when mayBeThePicture(reply, payload) ->
              withoutPicture(reason, key);
          case Outcome outcome -> concluded(outcome, key);
        };
      }
    };
  }

  private Outcome withoutPicture(String reason, DeliveryKey key) {
    context.keyring().put(plain(key), Secret.of("without picture"));
    return new Outcome.Stale(reason + "; once more without the picture");
  }

  private Outcome concluded(Outcome outcome, DeliveryKey key) {
    return switch (outcome) {
      case Outcome.Published _, Outcome.Rejected _ -> {
        context.keyring().remove(plain(key));
        yield outcome;
      }
      default -> outcome;
    };
  }

  // unproved: how Google names a picture that it can't fetch or does not like. So a refusal of the
  // request is blamed on the picture first; a picture is no reason to lose a post.
  private static boolean mayBeThePicture(Reply reply, Payload payload) {
    return reply instanceof Reply.Answer answer
        && answer.status() == 400
        && LocalPost.hasPicture(payload);
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    return switch (access().enter()) {
      case Entry.Closed(var why) -> new Sighting.NotLooked(why.reason(), Optional.empty());
      case Entry.Open(var tokens, var place) ->
          new ReadBack(api(tokens), place, now()).find(payload, since);
    };
  }

  @Override
  public Health check() {
    var checkup = new Checkup(settings, context);
    return switch (access().enter()) {
      case Entry.Closed(var why) -> checkup.of(why);
      case Entry.Open(var tokens, var place) -> checkup.of(tokens, place);
    };
  }

  /// The name of the note that a delivery goes without its picture.
  private static String plain(DeliveryKey key) {
    return "plain-" + key.idempotency();
  }

  private Access access() {
    return new Access(settings, context);
  }

  private Api api(Tokens tokens) {
    return new Api(settings.addresses(), context.http(), tokens.access());
  }

  private Instant now() {
    return context.clock().instant();
  }
}
