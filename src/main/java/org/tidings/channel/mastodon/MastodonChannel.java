// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Revision;
import org.tidings.channel.Sighting;
import org.tidings.channel.Timeline;
import org.tidings.http.Request;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LengthRule;

/// One account on a server that speaks Mastodon's API.
record MastodonChannel(MastodonSettings settings, ChannelContext context) implements Channel {
  static final String TOKEN = "token";

  /// Servers forget a key after 3600 s (app/services/post_status_service.rb); the rest is for
  /// clocks and slow requests.
  private static final Duration KEY_KNOWN = Duration.ofMinutes(50);

  /// People set three or four; more looks like a machine.
  private static final int HASHTAGS = 5;

  /// The text and the words before the fold share one limit (status_length_validator.rb).
  @Override
  public PostLimits limits() {
    var facts = ServerFacts.kept(context.keyring());
    var spoiler = settings.spoiler().map(Graphemes::count).orElse(0);
    var room = Math.max(1, facts.characters() - spoiler);
    return new PostLimits(
        List.of(new LengthRule(LengthRule.Unit.GRAPHEMES, room)),
        facts.linkWeight(),
        PostLimits.HashtagAlphabet.WORD,
        HASHTAGS,
        PostLimits.Mentions.NOTIFY,
        PostLimits.CardBy.PLATFORM);
  }

  @Override
  public boolean attachesPicture() {
    return settings.image();
  }

  @Override
  public List<Proof> proofs() {
    return ServerFacts.kept(context.keyring()).family().honoursKeys()
        ? List.of(new Proof.SameKey(KEY_KNOWN), new Proof.ReadBack())
        : List.of(new Proof.ReadBack());
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    if (!attachesPicture() || post.picture().isEmpty()) {
      return ready(post, Optional.empty());
    }
    try {
      return switch (upload().attach(post.picture().get(), key)) {
        case Upload.Attached(var media) -> ready(post, Optional.of(media));
        case Upload.Without _ -> ready(post, Optional.empty());
        case Upload.NotYet(var outcome) -> new Preparation.NotReady(outcome);
      };
    } catch (SecretException e) {
      return new Preparation.NotReady(noToken(e));
    }
  }

  private Preparation ready(Post post, Optional<String> media) {
    var body = Json.object().put("status", post.text()).put("visibility", settings.visibility());
    post.language()
        .flatMap(MastodonSettings::tag)
        .or(settings::language)
        .ifPresent(it -> body.put("language", it));
    settings.spoiler().ifPresent(it -> body.put("spoiler_text", it));
    media.ifPresent(it -> body.putArray("media_ids").add(it));
    return new Preparation.Ready(new Payload(body.toString(), linkIn(post)));
  }

  /// Only an address that the text shows can be found again.
  private static String linkIn(Post post) {
    return post.link().map(URI::toString).filter(post.text()::contains).orElse("");
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    try {
      var api = api();
      var reply =
          api.post("/api/v1/statuses", Request.Body.json(payload.body()), key.idempotency());
      var outcome = new Verdict(api.token(), context.clock().instant()).of(reply);
      if (outcome instanceof Outcome.Published || outcome instanceof Outcome.Stale) {
        Upload.forget(context.keyring(), key);
      }
      return outcome;
    } catch (SecretException e) {
      return noToken(e);
    }
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    try {
      return new ReadBack(api(), context.clock().instant()).find(payload, since);
    } catch (SecretException e) {
      return new Sighting.NotLooked(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  @Override
  public Timeline timeline(int most) {
    try {
      return new OwnPosts(api()).list(most);
    } catch (SecretException e) {
      return new Timeline.Unread(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Revision revise(String remoteId, Post post, Payload sent, Set<String> ours) {
    try {
      var rewriting = new Rewriting(api(), context.clock().instant());
      return rewriting.rewrite(remoteId, post, sent, ours);
    } catch (SecretException e) {
      return new Revision.Later(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Health check() {
    try {
      return new Checkup(settings, context).of(token());
    } catch (SecretException e) {
      return new Health.Bad(String.valueOf(e.getMessage()), Checkup.remedy(settings, context.id()));
    }
  }

  private Upload upload() {
    return new Upload(api(), context, ServerFacts.kept(context.keyring()));
  }

  private Api api() {
    return new Api(settings.server(), context.http(), token());
  }

  /// Files end in a line feed, which is no part of a token.
  private Secret token() {
    return Secret.of(context.keyring().resolve(settings.token(), TOKEN).reveal().strip());
  }

  private static Outcome.NotPosted noToken(SecretException e) {
    return new Outcome.Unauthorized(String.valueOf(e.getMessage()));
  }
}
