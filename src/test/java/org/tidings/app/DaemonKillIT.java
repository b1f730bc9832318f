// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidings.demo.DaemonProcess;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.history.HistoryQuery;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.outbox.DeliveryState;

/// The real daemon, as a process, killed with SIGKILL again and again.
@Timeout(300)
class DaemonKillIT {
  /// So many kills of each kind.
  private static final int SEEDS = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> items = new CopyOnWriteArrayList<>(List.of(item(0)));

  /// When the process dies.
  enum Moment {
    /// The server has the post and keeps its answer to itself.
    BETWEEN_INTENT_AND_ANSWER,
    /// The answer is on its way, or there and not yet recorded; within some milliseconds.
    BETWEEN_ANSWER_AND_RECORD,
  }

  @ParameterizedTest
  @EnumSource
  void a_killed_daemon_posts_each_article_once(Moment moment) throws Exception {
    try (var network = FakeMastodon.start();
        var blog = StubServer.start()) {
      blog.handle("GET", "/feed/", request -> StubAnswer.ok("application/rss+xml", rss()));
      configure(blog, network);
      try (var daemon = DaemonProcess.start(folder)) {
        await("the first poll", () -> blog.requests("/feed/").size() >= 2);
        var random = new SplittableRandom(moment.name().hashCode());
        for (var seed = 1; seed <= SEEDS; seed++) {
          killOnce(moment, seed, random.nextInt(15_000_000), network, daemon);
        }
        await("every post to be recorded", () -> published() == SEEDS);
        assertThat(network.ledger()).hasSize(SEEDS);
        assertThat(network.ledger().stream().flatMap(it -> it.links().stream()))
            .doesNotHaveDuplicates();
        var polls = blog.requests("/feed/").size();
        await("the last start", () -> blog.requests("/feed/").size() > polls);
        assertThat(daemon.stop()).as("SIGTERM ends it cleanly").isZero();
      }
    }
    assertThat(Files.readString(folder.resolve("daemon.log"))).contains("status=orphaned");
  }

  private void killOnce(
      Moment moment, int seed, int nanos, FakeMastodon network, DaemonProcess daemon)
      throws IOException, InterruptedException {
    network.holdAnswers(moment == Moment.BETWEEN_INTENT_AND_ANSWER);
    items.addFirst(item(seed));
    await("post " + seed, () -> network.ledger().size() >= seed);
    LockSupport.parkNanos(nanos); // a random instant, not a wait for something
    daemon.kill();
    network.holdAnswers(false);
    daemon.restart();
    await("the record of post " + seed, () -> published() >= seed);
    assertThat(network.ledger()).as("after kill " + seed).hasSize(seed);
  }

  private long published() {
    try (var state = State.open(folder.resolve("state"))) {
      return state.history().search(HistoryQuery.newest(1000)).entries().stream()
          .filter(it -> it.state() == DeliveryState.PUBLISHED)
          .count();
    }
  }

  private static void await(String what, BooleanSupplier happened) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void configure(StubServer blog, FakeMastodon network) throws IOException {
    var token = folder.resolve("token");
    Files.createFile(
        token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, network.token());
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1s"
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "network"
        type = "mastodon"
        server = "%s"
        token = { file = "token" }
        spacing = "0s"
        daily = 1000
        proof_settle = "1s"
        allow_private = ["127.0.0.1"]
        """
            .formatted(blog.uri("/feed/"), network.address()));
  }

  private String rss() {
    return "<rss version=\"2.0\"><channel><title>t</title><link>https://b.example/</link>"
        + String.join("", new ArrayList<>(items))
        + "</channel></rss>";
  }

  private static String item(int number) {
    return "<item><title>Article %d</title><link>https://b.example/%d</link><guid>g%d</guid></item>"
        .formatted(number, number, number);
  }
}
