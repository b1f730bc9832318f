// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.config.ChannelId;
import org.tidings.http.Reply;
import org.tidings.secret.SecretRef;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;

/// Asks LinkedIn whose token it is. Keeps what it says; posts nothing.
record Checkup(LinkedInSettings settings, ChannelContext context) {
  /// Names are shown on a line of a terminal.
  private static final int NAME = 80;

  /// What came of it.
  sealed interface Result {
    record Known(Account account) implements Result {}

    record Refused(Outcome.NotPosted why) implements Result {}
  }

  Result of(Access.Grant.Open grant) {
    var api = api(grant);
    return settings
        .organization()
        .map(it -> page(it, grant, api))
        .orElseGet(() -> member(grant, api));
  }

  Api api(Access.Grant.Open grant) {
    var version = new ApiVersion(settings.version(), context.keyring()).current();
    return new Api(settings.api(), context.http(), grant.token(), version);
  }

  private Result member(Access.Grant.Open grant, Api api) {
    return switch (api.userinfo()) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .flatMap(
                  it ->
                      Json.text(it, "sub")
                          .filter(sub -> sub.matches("[\\w-]{1,64}"))
                          .map(
                              sub ->
                                  known(
                                      grant,
                                      "urn:li:person:" + sub,
                                      Json.text(it, "name").orElse(sub),
                                      false)))
              .orElseGet(
                  () ->
                      new Result.Refused(
                          new Outcome.Misconfigured("LinkedIn does not say whose token it is")));
      case Reply other -> refused(other, api);
    };
  }

  /// A page has no `userinfo` of its own; listing its posts proves the token, the role and the
  /// permission to read. An owner who may only write gets no more than that proved.
  private Result page(String number, Access.Grant.Open grant, Api api) {
    var author = "urn:li:organization:" + number;
    var reply = api.find(OwnPosts.query(author, 1, 0));
    return switch (reply) {
      case Reply.Answer answer when answer.ok() -> known(grant, author, "page " + number, true);
      case Reply.Answer answer
          when answer.status() == 403
              && Refusal.said(answer).isPresent()
              && !grant.scopes().contains("r_organization_social") ->
          known(grant, author, "page " + number, false);
      case Reply other -> refused(other, api);
    };
  }

  private Result known(Access.Grant.Open grant, String author, String name, boolean reads) {
    var keyring = context.keyring();
    var shown = Graphemes.first(LogText.safe(name), NAME);
    var account =
        Account.now(grant.token(), author, shown, reads, keyring, context.clock().instant());
    account.keep(keyring);
    return new Result.Known(account);
  }

  private Result refused(Reply reply, Api api) {
    return new Result.Refused(new Verdict(settings, context, api).beforePosting(reply));
  }

  Health health(Access.Grant.Open grant, Result result) {
    return switch (result) {
      case Result.Known(var account) -> good(grant, account);
      case Result.Refused(var why) -> health(why);
    };
  }

  /// Of a token that the configuration refers to we know only the latest end that it can have.
  Health good(Access.Grant.Open grant, Account account) {
    var end =
        settings.token() instanceof SecretRef.Stored
            ? grant.expires()
            : Optional.of(account.latestEnd());
    return new Health.Good(account.name(), end, hints(account));
  }

  private List<String> hints(Account account) {
    var hints = new ArrayList<String>();
    new ApiVersion(settings.version(), context.keyring())
        .hint(context.clock().instant())
        .ifPresent(hints::add);
    if (settings.organization().isPresent() && !account.reads()) {
      hints.add("without r_organization_social a lost answer is cleared up by a repeat only");
    }
    return hints;
  }

  Health health(Outcome.NotPosted why) {
    return switch (why) {
      case Outcome.Deferred deferred -> new Health.Unreachable(deferred.reason());
      case Outcome.Misconfigured wrong ->
          new Health.Bad(
              wrong.reason(), "mend the configuration, or " + remedy(settings, context.id()));
      case Outcome.Unauthorized _, Outcome.Rejected _, Outcome.Stale _ ->
          new Health.Bad(why.reason(), remedy(settings, context.id()));
    };
  }

  /// What the owner can do about a bad token.
  static String remedy(LinkedInSettings settings, ChannelId id) {
    return settings.token() instanceof SecretRef.Stored
        ? "run: tidings connect " + id
        : "put a new token where `token` of channel " + id + " points";
  }
}
