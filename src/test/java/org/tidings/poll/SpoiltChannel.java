// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.util.List;
import org.tidings.article.Article;
import org.tidings.channel.Channel;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.post.Template;

/// A channel that can't compose about some article: by a bug, or because the process dies.
final class SpoiltChannel implements Channel {
  private final Channel sound = new FakeChannel(new FakeChannel.Platform(), List.of());
  private final String title;
  private final boolean dies;

  /// Spoilt for the article of that title.
  SpoiltChannel(String title, boolean dies) {
    this.title = title;
    this.dies = dies;
  }

  @Override
  public Post compose(Article article, Template template) {
    if (article.title().equals(title)) {
      if (dies) {
        throw new FakeChannel.Crash();
      }
      throw new IllegalStateException("a bug in compose");
    }
    return sound.compose(article, template);
  }

  @Override
  public PostLimits limits() {
    return sound.limits();
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    return sound.prepare(post, key);
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    return sound.publish(payload, key);
  }

  @Override
  public List<Proof> proofs() {
    return sound.proofs();
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    return sound.find(payload, key, since);
  }

  @Override
  public Health check() {
    return sound.check();
  }
}
