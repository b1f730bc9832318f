// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.store.Beside;
import org.tidings.store.Database;

/// Mistakes in what is written down, when, and what is made of it.
final class StateMistakes {
  private static final List<String> FILES = List.of("run.db", "run.db-wal", "watermark");

  private StateMistakes() {}

  static final class ReadyAtStart extends Mistake {
    @Override
    void started(Database database, Beside beside) {
      execute(
          database,
          """
          UPDATE delivery SET state = 'ready', lease_until = NULL, not_before = 0
          WHERE state = 'sending'\
          """);
    }
  }

  static final class ValidatorsFirst extends Mistake {
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
  }

  static final class Unsynced extends Mistake {
    @Override
    void steps(Path file) {
      FILES.forEach(it -> copy(file.resolveSibling(it), file.resolveSibling("before-" + it)));
    }

    @Override
    void died(Path file) {
      if (Files.exists(file.resolveSibling("before-run.db"))) {
        FILES.forEach(it -> copy(file.resolveSibling("before-" + it), file.resolveSibling(it)));
      }
    }

    /// In place: what was not synced is lost, but it stays the same file, of which the engine
    /// knows the number. A new one may or may not get another number, which would make the story
    /// depend on the file system.
    private static void copy(Path from, Path to) {
      try {
        Files.write(to, Files.exists(from) ? Files.readAllBytes(from) : new byte[0]);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The fence never grows, so that every claim looks like every other.
  static final class NoFence extends Mistake {
    @Override
    String schema(String sql) {
      return sql
          + """
          ;DROP TRIGGER delivery_fence;
          CREATE TRIGGER fence AFTER UPDATE OF fence ON delivery
          BEGIN UPDATE delivery SET fence = 0 WHERE id = NEW.id; END;
          """;
    }

    @Override
    double stuck() {
      return 0.6;
    }

    @Override
    boolean countsClaims() {
      return false;
    }
  }

  static final class TwoDeliveries extends Mistake {
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
  }

  static final class LateEvidenceDropped extends Mistake {
    @Override
    String schema(String sql) {
      return sql
          + """
          ;CREATE TRIGGER late BEFORE UPDATE OF state ON delivery
          WHEN NEW.state = 'published' AND OLD.state = 'unknown'
          BEGIN SELECT RAISE(IGNORE); END;
          """;
    }
  }

  static final class NoSettling extends Mistake {
    @Override
    Duration settle(Duration settle) {
      return Duration.ofMillis(1);
    }
  }

  /// Nobody knows that it is the owner who is waited for.
  static final class ChargedToPost extends Mistake {
    @Override
    String schema(String sql) {
      return sql
          + """
          ;CREATE TRIGGER charged AFTER INSERT ON channel_state
          BEGIN UPDATE channel_state SET remedy = NULL; END;
          CREATE TRIGGER charged_again AFTER UPDATE OF remedy ON channel_state
          WHEN NEW.remedy IS NOT NULL
          BEGIN UPDATE channel_state SET remedy = NULL; END;
          """;
    }
  }

  static final class GuidAlone extends Mistake {
    @Override
    void polled(Database database) {
      execute(database, "DELETE FROM article_alias WHERE kind <> 'G'");
    }
  }

  static final class TrustsRestoredState extends Mistake {
    @Override
    void started(Database database, Beside beside) {
      execute(
          database,
          "UPDATE meta SET value = '%d' WHERE name = 'sends'"
              .formatted(beside.watermark().read().orElse(0)));
    }
  }

  static final class TrustsWallClock extends Mistake {
    @Override
    InstantSource clock(InstantSource watched, World world) {
      return world.clock();
    }
  }

  static final class ForgetsTheRescued extends Mistake {
    @Override
    double disk() {
      return 0.03;
    }

    @Override
    void started(Database database, Beside beside) {
      beside.rescue().reserve();
    }
  }
}
