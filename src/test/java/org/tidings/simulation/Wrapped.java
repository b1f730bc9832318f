// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Instant;
import java.util.List;
import org.tidings.channel.Channel;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;

/// A channel with a mistake around it.
class Wrapped implements Channel {
  private final Channel channel;

  Wrapped(Channel channel) {
    this.channel = channel;
  }

  @Override
  public PostLimits limits() {
    return channel.limits();
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    return channel.prepare(post, key);
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    return channel.publish(payload, key);
  }

  @Override
  public List<Proof> proofs() {
    return channel.proofs();
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    return channel.find(payload, key, since);
  }

  @Override
  public Health check() {
    return channel.check();
  }
}
