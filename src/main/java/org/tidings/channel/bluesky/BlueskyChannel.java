// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import org.tidings.channel.Timeline;
import org.tidings.http.Request;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.text.LengthRule;
import tools.jackson.databind.JsonNode;

/// One Bluesky account. A post has the record key that we chose when it was enqueued, so that
/// sending it again is harmless and looking for it is decisive.
final class BlueskyChannel implements Channel {
  /// app.bsky.feed.post: `maxGraphemes` and, in bytes, `maxLength` of `text`. The number of
  /// hashtags is our taste: more look like advertising there.
  private static final PostLimits LIMITS =
      new PostLimits(
          List.of(
              new LengthRule(LengthRule.Unit.GRAPHEMES, 300),
              new LengthRule(LengthRule.Unit.UTF8_BYTES, 3000)),
          OptionalInt.empty(),
          PostLimits.HashtagAlphabet.WIDE,
          4,
          PostLimits.Mentions.INERT,
          PostLimits.CardBy.SENDER);

  private final Account account;
  private final Thumbnails thumbnails;
  private final InstantSource clock;
  private final String remedy;

  private BlueskyChannel(
      Account account, Thumbnails thumbnails, InstantSource clock, String remedy) {
    this.account = account;
    this.thumbnails = thumbnails;
    this.clock = clock;
    this.remedy = remedy;
  }

  static BlueskyChannel of(BlueskySettings settings, ChannelContext context) {
    var account = new Account(settings, context);
    return new BlueskyChannel(
        account,
        new Thumbnails(account, context.http()),
        context.clock(),
        remedy(settings, context));
  }

  static String remedy(BlueskySettings settings, ChannelContext context) {
    return settings.storedPassword()
        ? "run `tidings connect %s` with a new app password".formatted(context.id())
        : "put a new app password where `password` of channel %s points".formatted(context.id());
  }

  @Override
  public PostLimits limits() {
    return LIMITS;
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    return switch (account.open()) {
      case Account.Access.Shut(var why) -> new Preparation.NotReady(why);
      case Account.Access.Open(var session) -> {
        var picture = post.card().flatMap(Post.Card::thumbnail);
        yield switch (thumbnails.upload(picture)) {
          case Thumbnails.Upload.Done(var blob) -> ready(session, post, key, blob);
          case Thumbnails.Upload.NotNow(var why) -> new Preparation.NotReady(why);
        };
      }
    };
  }

  private Preparation ready(
      Session session, Post post, DeliveryKey key, Optional<JsonNode> thumbnail) {
    var write = Write.of(session.home().did(), Tid.of(key), post, clock.instant(), thumbnail);
    return new Preparation.Ready(write.payload(post));
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    var write = Write.of(payload);
    return switch (account.call(session -> put(session, write, payload))) {
      case Call.Done(var body) -> published(write, body);
      case Call.Refused refused when isTaken(refused) -> taken(write);
      case Call.Failed failed -> failed.outcome();
    };
  }

  private Call put(Session session, Write write, Payload payload) {
    if (!session.home().did().equals(write.did())) {
      return new Call.Barred(new Outcome.Stale("prepared for another account, " + write.did()));
    }
    return account
        .xrpc()
        .procedure(
            session.home().server(),
            "com.atproto.repo.putRecord",
            Optional.of(Request.Body.json(payload.body())),
            Optional.of(session.access()));
  }

  /// The answer has no `commit` if the record was there already; both are our post. An answer that
  /// does not name it may come from anybody on the way.
  private static Outcome published(Write write, JsonNode body) {
    return body.path("uri").asString("").equals(write.uri())
        ? new Outcome.Published(write.receipt())
        : new Outcome.Unknown("com.atproto.repo.putRecord: the answer does not name the record");
  }

  /// `Commit was at` would be about `swapCommit`, which we do not use.
  private static boolean isTaken(Call.Refused refused) {
    return refused.error().equals("InvalidSwap") && refused.message().startsWith("Record was at");
  }

  /// There is another record under our key: this post as an earlier attempt prepared it, unless a
  /// stranger's tool chose the same 63 bits.
  private Outcome taken(Write write) {
    return switch (look(write)) {
      case Look.There(var value) when write.made(value) ->
          new Outcome.AlreadyPublished(write.receipt());
      case Look.There _ ->
          new Outcome.Rejected("another record already has this post's key: " + write.uri());
      case Look.None _ -> new Outcome.Unknown("the record under our key has just gone");
      case Look.Failed(var why, _) -> new Outcome.Unknown("looking for our post: " + why);
    };
  }

  @Override
  public List<Proof> proofs() {
    return List.of(new Proof.RecordKey());
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    var write = Write.of(payload);
    return switch (look(write)) {
      case Look.There(var value) when write.made(value) -> new Sighting.Found(write.receipt());
      // Sending again is safe, and its refusal says what is wrong.
      case Look.There _, Look.None _ -> new Sighting.Absent();
      case Look.Failed(var why, var wait) -> new Sighting.NotLooked(why, wait);
    };
  }

  private sealed interface Look {
    record There(JsonNode value) implements Look {}

    record None() implements Look {}

    record Failed(String why, Optional<Duration> asked) implements Look {}
  }

  private Look look(Write write) {
    var home = account.homeOf(write.did());
    if (home.isEmpty()) {
      return new Look.Failed("prepared for another account, " + write.did(), Optional.empty());
    }
    var first = look(write, home.get());
    return first instanceof Look.Failed && account.moved(home.get())
        ? account.homeOf(write.did()).map(it -> look(write, it)).orElse(first)
        : first;
  }

  /// Needs no session: posts are public.
  private Look look(Write write, Home home) {
    var name = "com.atproto.repo.getRecord";
    return switch (account.xrpc().query(home.server(), name, write.place(), Optional.empty())) {
      case Call.Done(var body) when body.path("uri").asString("").equals(write.uri()) ->
          new Look.There(body.path("value"));
      case Call.Done _ -> new Look.Failed("the answer names another record", Optional.empty());
      case Call.Refused refused when refused.error().equals("RecordNotFound") -> new Look.None();
      case Call.Failed failed ->
          failed.beforePosting() instanceof Outcome.Deferred(var why, var wait)
              ? new Look.Failed(why, wait)
              : new Look.Failed(failed.beforePosting().reason(), Optional.empty());
    };
  }

  @Override
  public Timeline timeline(int most) {
    return switch (account.open()) {
      case Account.Access.Shut(var why) -> new Timeline.Unread(why.reason());
      case Account.Access.Open(var session) ->
          new OwnPosts(account.xrpc(), session.home()).list(most);
    };
  }

  @Override
  public Health check() {
    return switch (account.describe()) {
      case Call.Done(var body) -> health(body);
      case Call.Failed failed -> health(failed.beforePosting());
    };
  }

  private Health health(JsonNode session) {
    if (!session.path("active").asBoolean(true)) {
      return new Health.Bad(
          "the account is " + session.path("status").asString("not active"),
          "look at the account in the app");
    }
    // An app password ends only when its owner revokes it.
    return new Health.Good("@" + session.path("handle").asString("?"), Optional.empty());
  }

  private Health health(Outcome.NotPosted why) {
    return switch (why) {
      case Outcome.Deferred deferred -> new Health.Unreachable(deferred.reason());
      case Outcome.Misconfigured wrong ->
          new Health.Bad(wrong.reason(), "correct `handle` or `api` in the configuration");
      case Outcome.Unauthorized _, Outcome.Rejected _, Outcome.Stale _ ->
          new Health.Bad(why.reason(), remedy);
    };
  }
}
