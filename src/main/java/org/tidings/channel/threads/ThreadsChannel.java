// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

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
import org.tidings.post.TemplateException;
import org.tidings.secret.SecretException;

/// One account on Threads.
record ThreadsChannel(ThreadsSettings settings, ChannelContext context) implements Channel {
  /// Under a picture there is no card, so the text has to show the link.
  private static final Template UNDER_PICTURE =
      constant("{{ title }}\n\n{{ link }}\n\n{{ hashtags }}");

  @Override
  public PostLimits limits() {
    return settings.image()
        ? Draft.underPicture(settings.topic())
        : Draft.besideLink(settings.topic());
  }

  @Override
  public Post compose(Article article, Template template) {
    var pictured = Composer.compose(article, underPicture(template), limits());
    if (!attachesPicture()) {
      return pictured.withoutPicture();
    }
    return pictured.picture().isEmpty()
        ? Composer.compose(article, template, Draft.besideLink(settings.topic()))
        : pictured;
  }

  @Override
  public boolean attachesPicture() {
    return settings.image();
  }

  /// The owner's own template is taken at its word.
  private Template underPicture(Template template) {
    return settings.image() && template.source().equals(Threads.TEMPLATE)
        ? UNDER_PICTURE
        : template;
  }

  /// The container is the record: asking for it decides, and Threads makes one post of it at most.
  @Override
  public List<Proof> proofs() {
    return List.of(new Proof.RecordKey());
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    try {
      return new Making(settings, context, access().graph(), key).prepare(post);
    } catch (SecretException e) {
      return new Preparation.NotReady(noToken(e));
    }
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    try {
      return new Publishing(context, access().graph(), payload, key).publish();
    } catch (SecretException e) {
      return noToken(e);
    }
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    try {
      return new Publishing(context, access().graph(), payload, key).find(since);
    } catch (SecretException e) {
      return new Sighting.NotLooked(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  @Override
  public Health check() {
    try {
      return new Checkup(settings, context).of(access().graph(), access().expires());
    } catch (SecretException e) {
      return new Health.Bad(String.valueOf(e.getMessage()), access().remedy());
    }
  }

  @Override
  public Health upkeep() {
    try {
      var refused = access().renewIfDue();
      return refused.map(it -> access().warned(it, check())).orElseGet(this::check);
    } catch (SecretException e) {
      return new Health.Bad(String.valueOf(e.getMessage()), access().remedy());
    }
  }

  private Access access() {
    return new Access(settings, context);
  }

  private static Outcome.NotPosted noToken(SecretException e) {
    return new Outcome.Unauthorized(String.valueOf(e.getMessage()));
  }

  private static Template constant(String source) {
    try {
      return Template.compile(source);
    } catch (TemplateException e) {
      throw new IllegalStateException(source, e);
    }
  }
}
