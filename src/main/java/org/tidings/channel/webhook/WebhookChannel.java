// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.webhook;

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
import org.tidings.channel.PostDocument;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.http.Origin;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.RetryAfter;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.secret.SecretException;
import org.tidings.secret.SecretRef;
import org.tidings.text.LengthRule;
import tools.jackson.databind.json.JsonMapper;

/// One endpoint. Nothing can be asked of it, so an answer that was lost stays unknown until the
/// owner says; a repeat carries the same `webhook-id`, by which the receiver can tell it.
final class WebhookChannel implements Channel {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final PostLimits LIMITS =
      new PostLimits(
          List.of(new LengthRule(LengthRule.Unit.CODE_POINTS, 5_000)),
          OptionalInt.empty(),
          PostLimits.HashtagAlphabet.WORD,
          10,
          PostLimits.Mentions.INERT,
          PostLimits.CardBy.NOBODY);

  private final URI url;
  private final SecretRef secret;
  private final ChannelContext context;

  WebhookChannel(URI url, SecretRef secret, ChannelContext context) {
    this.url = url;
    this.secret = secret;
    this.context = context;
  }

  @Override
  public PostLimits limits() {
    return LIMITS;
  }

  /// `{type, timestamp, data}`, the payload that Standard Webhooks recommends.
  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    var event = JSON.createObjectNode();
    event.put("type", "article.published");
    event.put("timestamp", key.madeAt().toString());
    event.set("data", PostDocument.of(post, key));
    return new Preparation.Ready(
        new Payload(JSON.writeValueAsString(event), post.link().map(URI::toString).orElse("")));
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    var signed = request(payload, key);
    return signed.map(it -> outcome(context.http().send(it), key)).orElseGet(this::noSecret);
  }

  @Override
  public boolean attachesPicture() {
    return true;
  }

  @Override
  public List<Proof> proofs() {
    return List.of();
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    return new Sighting.NotLooked("a webhook can't be asked", Optional.empty());
  }

  @Override
  public Health check() {
    return key().isPresent()
        ? new Health.Good(Origin.of(url).toString(), Optional.empty())
        : new Health.Bad(
            "there is no signing secret, or it is none", "run: tidings connect " + context.id());
  }

  private Optional<Request> request(Payload payload, DeliveryKey key) {
    var id = key.idempotency();
    var timestamp = context.clock().instant().getEpochSecond();
    return key()
        .map(
            it ->
                Request.post(url, Request.Body.json(payload.body()))
                    .header("webhook-id", id)
                    .header("webhook-timestamp", Long.toString(timestamp))
                    .header("webhook-signature", Signature.of(it, id, timestamp, payload.body())));
  }

  private Optional<javax.crypto.spec.SecretKeySpec> key() {
    try {
      return Signature.key(context.keyring().resolve(secret, "secret"));
    } catch (SecretException e) {
      return Optional.empty();
    }
  }

  private Outcome noSecret() {
    return new Outcome.Unauthorized(
        "there is no signing secret; run: tidings connect " + context.id());
  }

  private Outcome outcome(Reply reply, DeliveryKey key) {
    return switch (reply) {
      case Reply.NotSent(var cause, var why) ->
          cause == Reply.Cause.FORBIDDEN
              ? new Outcome.Misconfigured(why)
              : new Outcome.Deferred(why);
      case Reply.NoAnswer(var why) -> new Outcome.Unknown(why);
      case Reply.Answer answer -> outcome(answer, key);
    };
  }

  /// Standard Webhooks 1.0.0, "Deliverability and reliability": 2xx is success, 410 asks to stop,
  /// redirects are failures. A gateway's 502 and 504 may hide a receiver that acted.
  private Outcome outcome(Reply.Answer answer, DeliveryKey key) {
    var status = answer.status();
    var told = "the endpoint answered " + status;
    if (answer.ok()) {
      return new Outcome.Published(new Receipt(key.idempotency(), Optional.empty()));
    }
    var wait = RetryAfter.of(answer.headers(), context.clock().instant());
    return switch (status) {
      case 401, 403 -> new Outcome.Unauthorized(told + ": it does not accept the signature");
      case 404, 410 -> new Outcome.Misconfigured(told + ": it is not there any more");
      case 429 -> new Outcome.Deferred(told, wait);
      case 503 -> wait.isPresent() ? new Outcome.Deferred(told, wait) : new Outcome.Unknown(told);
      default -> {
        if (status >= 500 || status == 408) {
          yield new Outcome.Unknown(told);
        }
        yield status < 400
            ? new Outcome.Misconfigured(
                told + ": redirects are not followed; give the final address")
            : new Outcome.Rejected(told);
      }
    };
  }
}
