// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.post.Post;

/// Mistakes in how a channel is used.
final class ChannelMistakes {
  private ChannelMistakes() {}

  static final class SendsWhilePreparing extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        private final HashMap<DeliveryKey, Outcome> answers = new HashMap<>();

        @Override
        public Preparation prepare(Post post, DeliveryKey key) {
          var prepared = super.prepare(post, key);
          if (prepared instanceof Preparation.Ready(var payload)) {
            answers.put(key, super.publish(payload, key));
          }
          return prepared;
        }

        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          return Optional.ofNullable(answers.remove(key))
              .orElseGet(() -> super.publish(payload, key));
        }
      };
    }
  }

  static final class TimeoutIsFailure extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          var outcome = super.publish(payload, key);
          return outcome instanceof Outcome.Unknown(var reason)
              ? new Outcome.Deferred(reason)
              : outcome;
        }
      };
    }
  }

  static final class DuplicateIsRefusal extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          var outcome = super.publish(payload, key);
          return outcome instanceof Outcome.Duplicate(var reason, _)
              ? new Outcome.Rejected(reason)
              : outcome;
        }
      };
    }
  }

  static final class OtherKeys extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          var other = key.idempotency() + world.fates().pick(1_000_000);
          return super.publish(payload, new DeliveryKey(other, key.madeAt(), key.salt()));
        }
      };
    }
  }

  static final class NoIdIsFailure extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          var outcome = super.publish(payload, key);
          return outcome instanceof Outcome.Published && world.fates().pick(4) == 0
              ? new Outcome.Deferred("no id in the answer")
              : outcome;
        }
      };
    }
  }

  static final class TrustsOldKeys extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        @Override
        public List<Proof> proofs() {
          return List.of(new Proof.SameKey(Duration.ofDays(100)));
        }
      };
    }
  }

  static final class RendersEachTime extends Mistake {
    @Override
    Channel on(Channel channel, World world) {
      return new Wrapped(channel) {
        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          return super.publish(new Payload(payload.body() + world.now(), payload.link()), key);
        }
      };
    }
  }
}
