// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.tidings.channel.Channel;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.post.Post;
import org.tidings.store.Database;
import org.tidings.store.Watermark;

/// Mistakes that engines like ours are known for, planted around the real one: a harness that does
/// not find them proves nothing. `kind` is a class of channel on which it must show.
enum Bug {
  /// The engine as it is.
  NONE(Kind.NONE),

  /// The request leaves before the intent is on the disk.
  SENDS_BEFORE_INTENT(Kind.NONE) {
    @Override
    Channel on(Channel channel, Kind kind, World world) {
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
          var answer = answers.remove(key);
          return answer == null ? super.publish(payload, key) : answer;
        }
      };
    }
  },

  /// What was being sent when the process died is simply sent again.
  READY_AT_START(Kind.READ_BACK) {
    @Override
    void started(Database database, Watermark watermark) {
      execute(
          database,
          """
          UPDATE delivery SET state = 'ready', lease_until = NULL, not_before = 0
          WHERE state = 'sending'\
          """);
    }
  },

  /// The feed's validators are stored before its articles.
  VALIDATORS_FIRST(Kind.RECORD_KEY) {
    @Override
    Http reading(Http blog, Database database) {
      return request -> {
        var reply = blog.send(request);
        if (reply instanceof Reply.Answer answer && answer.ok()) {
          answer
              .headers()
              .first("ETag")
              .ifPresent(it -> execute(database, "UPDATE feed SET etag = '" + it + "'"));
        }
        return reply;
      };
    }
  },

  /// Commits are not synced: a power failure undoes the last of them.
  UNSYNCED(Kind.NONE) {
    @Override
    void steps(Path file) {
      FILES.forEach(it -> copy(file.resolveSibling(it), file.resolveSibling("before-" + it)));
    }

    @Override
    void died(Path file) {
      FILES.forEach(it -> copy(file.resolveSibling("before-" + it), file.resolveSibling(it)));
    }
  },

  /// A time-out is taken for a failure.
  RESENDS_AFTER_TIMEOUT(Kind.READ_BACK) {
    @Override
    Outcome outcome(Outcome outcome) {
      return outcome instanceof Outcome.Unknown(var reason)
          ? new Outcome.Deferred(reason)
          : outcome;
    }
  },

  /// Each attempt has an idempotency key of its own.
  NEW_KEY_EACH_TIME(Kind.KEY) {
    @Override
    Channel on(Channel channel, Kind kind, World world) {
      return otherKeys(channel, world);
    }
  },

  /// The record's key is made when it is sent, not when it is intended.
  RECORD_KEY_AT_SEND(Kind.RECORD_KEY) {
    @Override
    Channel on(Channel channel, Kind kind, World world) {
      return otherKeys(channel, world);
    }
  },

  /// One article, two deliveries to one channel.
  NO_UNIQUE_DELIVERY(Kind.NONE) {
    @Override
    String schema(String sql) {
      return sql.replace("UNIQUE (article, channel),", "")
          + """
          ;CREATE TRIGGER twice AFTER INSERT ON delivery WHEN NEW.idempotency NOT LIKE '%-again'
          BEGIN INSERT INTO delivery (article, channel, type, state, post, idempotency, made_at,
            salt, not_before, lifetime, expires, changed)
          VALUES (NEW.article, NEW.channel, NEW.type, NEW.state, NEW.post,
            NEW.idempotency || '-again', NEW.made_at, NEW.salt, NEW.not_before, NEW.lifetime,
            NEW.expires, NEW.changed); END;
          """;
    }
  },

  /// A good answer without an id is taken for a failure.
  NO_ID_IS_FAILURE(Kind.NONE) {
    @Override
    Channel on(Channel channel, Kind kind, World world) {
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
  },

  /// Evidence that comes after the attempt has ended is thrown away.
  LATE_EVIDENCE_DROPPED(Kind.READ_BACK) {
    @Override
    String schema(String sql) {
      return sql
          + """
          ;CREATE TRIGGER late BEFORE UPDATE OF state ON delivery
          WHEN NEW.state = 'published' AND OLD.state = 'unknown'
          BEGIN SELECT RAISE(IGNORE); END;
          """;
    }
  },

  /// Two looks follow each other at once.
  NO_SETTLING(Kind.READ_BACK) {
    @Override
    Duration settle() {
      return Duration.ofMillis(1);
    }
  },

  /// The key is trusted after the server forgot it.
  TRUSTS_OLD_KEYS(Kind.KEY) {
    @Override
    Channel on(Channel channel, Kind kind, World world) {
      return new Wrapped(channel) {
        @Override
        public List<Proof> proofs() {
          return List.of(new Proof.SameKey(Duration.ofDays(100)));
        }
      };
    }
  },

  /// The post pays for the account's trouble.
  ACCOUNT_CHARGED_TO_POST(Kind.RECORD_KEY) {
    @Override
    Outcome outcome(Outcome outcome) {
      return outcome instanceof Outcome.Unauthorized(var reason)
          ? new Outcome.Rejected(reason)
          : outcome;
    }
  },

  /// Articles are known by their guid alone.
  GUID_ALONE(Kind.RECORD_KEY) {
    @Override
    void polled(Database database) {
      execute(database, "DELETE FROM article_alias WHERE kind <> 'G'");
    }
  },

  /// Nobody notices that an old copy of the database was put back.
  TRUSTS_RESTORED_STATE(Kind.NONE) {
    @Override
    void started(Database database, Watermark watermark) {
      execute(
          database,
          "UPDATE meta SET value = '%d' WHERE name = 'sends'"
              .formatted(watermark.read().orElse(0)));
    }
  },

  /// The refusal of a duplicate is a refusal.
  DUPLICATE_IS_REFUSAL(Kind.REFUSAL) {
    @Override
    Outcome outcome(Outcome outcome) {
      return outcome instanceof Outcome.Duplicate(var reason, _)
          ? new Outcome.Rejected(reason)
          : outcome;
    }
  },

  /// The post is rendered anew for each attempt.
  RENDERS_EACH_TIME(Kind.READ_BACK_AND_REFUSAL) {
    @Override
    Channel on(Channel channel, Kind kind, World world) {
      return new Wrapped(channel) {
        @Override
        public Outcome publish(Payload payload, DeliveryKey key) {
          return super.publish(new Payload(payload.body() + world.now(), payload.link()), key);
        }
      };
    }
  };

  private static final List<String> FILES = List.of("run.db", "run.db-wal", "watermark");

  private final Kind kind;

  Bug(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /// The channel as the engine sees it.
  Channel on(Channel channel, Kind kind, World world) {
    return new Wrapped(channel) {
      @Override
      public Preparation prepare(Post post, DeliveryKey key) {
        var prepared = super.prepare(post, key);
        return prepared instanceof Preparation.NotReady(var not)
                && outcome(not) instanceof Outcome.NotPosted changed
            ? new Preparation.NotReady(changed)
            : prepared;
      }

      @Override
      public Outcome publish(Payload payload, DeliveryKey key) {
        return outcome(super.publish(payload, key));
      }
    };
  }

  Outcome outcome(Outcome outcome) {
    return outcome;
  }

  Http reading(Http blog, Database database) {
    return blog;
  }

  Duration settle() {
    return Duration.ofMinutes(2);
  }

  String schema(String sql) {
    return sql;
  }

  /// Before anything else at a start.
  void started(Database database, Watermark watermark) {}

  void polled(Database database) {}

  /// Before each step.
  void steps(Path file) {}

  void died(Path file) {}

  private static Channel otherKeys(Channel channel, World world) {
    return new Wrapped(channel) {
      @Override
      public Outcome publish(Payload payload, DeliveryKey key) {
        var other = key.idempotency() + world.fates().pick(1_000_000);
        return super.publish(payload, new DeliveryKey(other, key.madeAt(), key.salt()));
      }
    };
  }

  private static void execute(Database database, String sql) {
    database.runInTx(tx -> tx.handle().execute(sql));
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.exists(from)) {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
