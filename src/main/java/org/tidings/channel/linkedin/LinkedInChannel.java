// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
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

/// One member or page. LinkedIn knows no idempotency keys and shows a member's posts to no token;
/// what proves a lost answer there is that it refuses the same words again, naming the post.
record LinkedInChannel(LinkedInSettings settings, ChannelContext context) implements Channel {
  /// learn.microsoft.com/linkedin, "Posts API": 3000 characters, counted before escaping; in the
  /// unit that counts most for the same text. Five hashtags are our taste: LinkedIn's own advice to
  /// people is three to five.
  private static final PostLimits LIMITS =
      new PostLimits(
          List.of(new LengthRule(LengthRule.Unit.UTF16_UNITS, 3000)),
          OptionalInt.empty(),
          PostLimits.HashtagAlphabet.WORD,
          5,
          PostLimits.Mentions.INERT,
          PostLimits.CardBy.SENDER);

  /// Nobody promises how long LinkedIn remembers; the shortest that was met with is 24 hours.
  private static final Duration REMEMBERED = Duration.ofHours(12);

  /// The app's limits are for days, so a dead token is found soon enough so.
  private static final Duration ASKED_RECENTLY = Duration.ofHours(23);

  private static final Pattern ABOUT_PICTURE = Pattern.compile("(?i)thumbnail|urn:li:image|image");

  @Override
  public PostLimits limits() {
    return LIMITS;
  }

  @Override
  public List<Proof> proofs() {
    var refusal = new Proof.DuplicateRefusal(REMEMBERED);
    return readsBack() ? List.of(new Proof.ReadBack(), refusal) : List.of(refusal);
  }

  private boolean readsBack() {
    return settings.organization().isPresent()
        && Account.noted(context.keyring()).filter(Account::reads).isPresent();
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    return switch (access().open()) {
      case Access.Grant.Shut(var why) -> new Preparation.NotReady(why);
      case Access.Grant.Open open ->
          switch (author(open)) {
            case Checkup.Result.Refused(var why) -> new Preparation.NotReady(mended(why, open));
            case Checkup.Result.Known(var account) -> prepare(post, key, open, account.author());
          };
    };
  }

  private Preparation prepare(Post post, DeliveryKey key, Access.Grant.Open open, String author) {
    var api = checkup().api(open);
    var thumbnails = new Thumbnails(api, verdict(api), context);
    return switch (thumbnails.of(post.card().flatMap(Post.Card::thumbnail), key, author)) {
      case Thumbnails.NotYet(var why) -> new Preparation.NotReady(mended(why, open));
      case Thumbnails.Done(var urn) ->
          new Preparation.Ready(Share.payload(post, author, urn, settings));
    };
  }

  /// Asked only about tokens that are new: a page's number is in the configuration, and a member's
  /// stays the same as long as the token does.
  private Checkup.Result author(Access.Grant.Open open) {
    return Account.of(open.token(), context.keyring())
        .filter(it -> it.author().equals(page().orElse(it.author())))
        .<Checkup.Result>map(Checkup.Result.Known::new)
        .orElseGet(() -> checkup().of(open));
  }

  private Optional<String> page() {
    return settings.organization().map(it -> "urn:li:organization:" + it);
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    return switch (access().open()) {
      case Access.Grant.Shut(var why) -> why;
      case Access.Grant.Open open -> publish(payload, key, open);
    };
  }

  private Outcome publish(Payload payload, DeliveryKey key, Access.Grant.Open open) {
    var share = Share.of(payload);
    var account = Account.of(open.token(), context.keyring());
    if (account.filter(it -> !it.author().equals(share.author())).isPresent()) {
      return new Outcome.Stale("prepared for another account, " + share.author());
    }
    var api = checkup().api(open);
    var outcome = verdict(api).of(api.post("/rest/posts", payload.body()));
    return concluded(outcome, payload, key, open);
  }

  private Outcome concluded(
      Outcome outcome, Payload payload, DeliveryKey key, Access.Grant.Open open) {
    switch (outcome) {
      case Outcome.Published _, Outcome.AlreadyPublished _ -> Patience.reward(context.keyring());
      case Outcome.Rejected(var reason) when blamesPicture(reason, payload) -> {
        Thumbnails.refuse(context.keyring(), key, context.clock().instant());
        return new Outcome.Stale(reason + "; it goes without the picture");
      }
      case Outcome.Duplicate _, Outcome.Rejected _ -> {}
      case Outcome.NotPosted why -> {
        return mended(why, open);
      }
      case Outcome.Unknown _ -> {
        return outcome;
      }
    }
    Thumbnails.forget(context.keyring(), key);
    return outcome instanceof Outcome.Duplicate duplicate
        ? seen(duplicate, payload, key, open)
        : outcome;
  }

  private static boolean blamesPicture(String reason, Payload payload) {
    return Share.of(payload).hasThumbnail() && ABOUT_PICTURE.matcher(reason).find();
  }

  /// Where posts can be listed, the list says better than the refusal whether it is ours: LinkedIn
  /// also refuses words whose post was deleted, for a day or two.
  private Outcome seen(
      Outcome.Duplicate duplicate, Payload payload, DeliveryKey key, Access.Grant.Open open) {
    if (!readsBack()) {
      return duplicate;
    }
    var api = checkup().api(open);
    return new OwnPosts(api, verdict(api)).find(payload, key.madeAt())
            instanceof Sighting.Found(var receipt)
        ? new Outcome.AlreadyPublished(receipt)
        : duplicate;
  }

  /// A refused token is renewed where that is possible; and what was known of it counts no more.
  private Outcome.NotPosted mended(Outcome.NotPosted why, Access.Grant.Open open) {
    if (!(why instanceof Outcome.Unauthorized)) {
      return why;
    }
    Account.of(open.token(), context.keyring())
        .ifPresent(it -> it.doubted().keep(context.keyring()));
    return access().renewed(open.token())
        ? new Outcome.Deferred(
            why.reason() + "; the token was renewed", Optional.of(Duration.ofSeconds(1)))
        : why;
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    return switch (access().open()) {
      case Access.Grant.Shut(var why) -> new Sighting.NotLooked(why.reason(), Optional.empty());
      case Access.Grant.Open open -> {
        var api = checkup().api(open);
        yield readsBack()
            ? new OwnPosts(api, verdict(api)).find(payload, since)
            : new Sighting.NotLooked("LinkedIn shows a member's posts to nobody", Optional.empty());
      }
    };
  }

  @Override
  public Health check() {
    return switch (access().open()) {
      case Access.Grant.Shut(var why) -> checkup().health(why);
      case Access.Grant.Open open ->
          switch (checkup().of(open)) {
            case Checkup.Result.Refused(var why) -> checkup().health(mended(why, open));
            case Checkup.Result known -> checkup().health(open, known);
          };
    };
  }

  /// Asks again only if a day is over: opening alone renews what can be renewed, and notices what
  /// has ended.
  @Override
  public Health upkeep() {
    if (!(access().open() instanceof Access.Grant.Open open)) {
      return check();
    }
    var recently = context.clock().instant().minus(ASKED_RECENTLY);
    return Account.of(open.token(), context.keyring())
        .filter(it -> it.asked().isAfter(recently))
        .map(it -> checkup().good(open, it))
        .orElseGet(this::check);
  }

  private Access access() {
    return new Access(settings, context);
  }

  private Checkup checkup() {
    return new Checkup(settings, context);
  }

  private Verdict verdict(Api api) {
    return new Verdict(settings, context, api);
  }
}
