// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.article.Article;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.post.Composer;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.post.Template;
import org.tidings.secret.SecretException;

/// One Page.
record FacebookChannel(FacebookSettings settings, ChannelContext context) implements Channel {
  /// How soon a post that is not listed yet is looked for again.
  private static final Duration SOON = Duration.ofMinutes(1);

  @Override
  public PostLimits limits() {
    return Draft.limits(settings.image());
  }

  @Override
  public Post compose(Article article, Template template) {
    var post = Composer.compose(article, template, limits());
    return pictured(post) ? Draft.withLink(post) : Draft.besideCard(post.withoutPicture());
  }

  @Override
  public boolean attachesPicture() {
    return settings.image();
  }

  private boolean pictured(Post post) {
    return attachesPicture() && post.picture().isPresent();
  }

  @Override
  public List<Proof> proofs() {
    return List.of(new Proof.ReadBack());
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    var now = context.clock().instant();
    var rest = Rest.current(context.keyring(), now);
    if (rest.isPresent()) {
      return new Preparation.NotReady(rest.get().deferred(now));
    }
    try {
      var graph = graph();
      return pictured(post)
          ? withPicture(post, new Upload(graph).attach(post.picture().orElseThrow(), key), key)
          : new Preparation.Ready(withCard(post, key));
    } catch (SecretException e) {
      return new Preparation.NotReady(noToken(e));
    }
  }

  private Preparation withPicture(Post post, Upload.Result result, DeliveryKey key) {
    return switch (result) {
      case Upload.Attached(var photo) -> new Preparation.Ready(Draft.photo(post, photo));
      case Upload.Without _ -> new Preparation.Ready(withCard(Draft.besideCard(post), key));
      case Upload.NotYet(var outcome) -> new Preparation.NotReady(outcome);
    };
  }

  private Payload withCard(Post post, DeliveryKey key) {
    return Scrapes.gaveUp(context.keyring(), key)
        ? Draft.plain(Draft.withLink(post))
        : Draft.card(post);
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    var now = context.clock().instant();
    var rest = Rest.current(context.keyring(), now).filter(Rest::full);
    if (rest.isPresent()) {
      return rest.get().deferred(now);
    }
    try {
      var graph = graph();
      Trail.begin(context.keyring(), key, now);
      var path = settings.page() + "/feed?fields=id%2Cpermalink_url";
      var reply = graph.post(path, payload.body());
      var outcome = new Verdict(context, graph.access(), key).of(reply);
      return concluded(outcome, payload, key, graph);
    } catch (SecretException e) {
      return noToken(e);
    }
  }

  private Outcome concluded(Outcome outcome, Payload payload, DeliveryKey key, Graph graph) {
    return switch (outcome) {
      case Outcome.Published(var receipt) -> {
        Trail.end(context.keyring(), key, receipt.remoteId());
        forget(key);
        yield outcome;
      }
      case Outcome.Duplicate duplicate -> duplicate(duplicate, payload, key, graph);
      case Outcome.Rejected(var reason) when Draft.lostPhoto(payload, reason) -> {
        Upload.forget(context.keyring(), key);
        yield new Outcome.Stale(reason);
      }
      case Outcome.Rejected _ -> {
        forget(key);
        yield outcome;
      }
      case Outcome.AlreadyPublished _,
          Outcome.Unknown _,
          Outcome.Deferred _,
          Outcome.Stale _,
          Outcome.Unauthorized _,
          Outcome.Misconfigured _ ->
          outcome;
    };
  }

  /// Whose they are shows the Page itself; if it doesn't, the outbox knows whether a request of
  /// ours is in doubt.
  private Outcome duplicate(
      Outcome.Duplicate duplicate, Payload payload, DeliveryKey key, Graph graph) {
    if (readBack(graph).find(payload, key, key.madeAt()) instanceof Sighting.Found(var receipt)) {
      Trail.end(context.keyring(), key, receipt.remoteId());
      forget(key);
      return new Outcome.AlreadyPublished(receipt);
    }
    return duplicate;
  }

  private void forget(DeliveryKey key) {
    Upload.forget(context.keyring(), key);
    Scrapes.forget(context.keyring(), key);
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    var now = context.clock().instant();
    var rest = Rest.current(context.keyring(), now).filter(Rest::full);
    if (rest.isPresent()) {
      return new Sighting.NotLooked(rest.get().reason(), Optional.of(rest.get().left(now)));
    }
    try {
      return switch (readBack(graph()).find(payload, key, since)) {
        case Sighting.Found found -> {
          Trail.end(context.keyring(), key, found.receipt().remoteId());
          yield found;
        }
        case Sighting.Absent _ -> absent(key, since, now);
        case Sighting.NotLooked other -> other;
      };
    } catch (SecretException e) {
      return new Sighting.NotLooked(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  /// New posts take a while to be listed, so what is missing too early is not missing.
  private Sighting absent(DeliveryKey key, Instant since, Instant now) {
    var sent = Trail.read(context.keyring()).lastSent(key).filter(it -> it.isAfter(since));
    var age = Duration.between(sent.orElse(since), now);
    if (age.compareTo(settings.listedAfter()) >= 0) {
      return new Sighting.Absent();
    }
    var soon = age.compareTo(SOON) < 0 && SOON.compareTo(settings.listedAfter()) < 0;
    var next = soon ? SOON : settings.listedAfter();
    return new Sighting.NotLooked(
        "not listed; Facebook may not list it yet", Optional.of(next.minus(age)));
  }

  @Override
  public Health check() {
    try {
      return new Checkup(settings, context).of(access());
    } catch (SecretException e) {
      return new Health.Bad(String.valueOf(e.getMessage()), settings.remedy(context.id()));
    }
  }

  private ReadBack readBack(Graph graph) {
    return new ReadBack(graph, Trail.read(context.keyring()), context.clock().instant());
  }

  private Graph graph() {
    return new Graph(settings, context, access());
  }

  private Access access() {
    return Access.of(settings, context.keyring());
  }

  private static Outcome.NotPosted noToken(SecretException e) {
    return new Outcome.Unauthorized(String.valueOf(e.getMessage()));
  }
}
