// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tidings.app.State;
import org.tidings.config.ChannelId;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.history.HistoryEntry;
import org.tidings.history.HistoryQuery;
import org.tidings.outbox.DeliveryState;
import org.tidings.secret.Secret;

/// A blog, a Mastodon server and the packaged daemon between them, on a folder of their own.
final class Stage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Blog blog = new Blog();
  private final FakeMastodon network = FakeMastodon.start();
  private Optional<PackagedDaemon> daemon = Optional.empty();

  Stage(Path folder) throws IOException {
    this.folder = folder;
  }

  Blog blog() {
    return blog;
  }

  FakeMastodon network() {
    return network;
  }

  PackagedDaemon daemon() {
    return daemon.orElseThrow();
  }

  Path state() {
    return folder.resolve("state");
  }

  Path database() {
    return state().resolve("tidings.db");
  }

  /// Writes the configuration, and stores the token.
  ///
  /// @param feed further keys of the feed
  /// @param channel further keys of the channel
  void configure(String feed, String channel) throws IOException {
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        %s
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "network"
        type = "mastodon"
        server = "%s"
        %s
        spacing = "0s"
        daily = 1000
        proof_settle = "1s"
        allow_private = ["127.0.0.1"]
        """
            .formatted(blog.feed(), feed, network.address(), channel));
    try (var opened = State.open(state())) {
      network
          .credentials()
          .forEach((name, it) -> opened.keyring(new ChannelId("network")).put(name, Secret.of(it)));
    }
  }

  /// Starts the daemon.
  ///
  /// @param prefix what starts it, if it is not started by itself
  void start(List<String> prefix) throws IOException {
    daemon = Optional.of(PackagedDaemon.start(folder, prefix));
  }

  /// Starts it, and waits until it has read the feed and remembers it.
  void startAndRead() throws IOException {
    var reads = blog.reads();
    start(List.of());
    await("the first reads", () -> blog.reads() > reads + 1);
  }

  List<HistoryEntry> history() {
    try (var opened = State.open(state())) {
      return opened.history().search(HistoryQuery.newest(1000)).entries();
    }
  }

  long published() {
    return history().stream().filter(it -> it.state() == DeliveryState.PUBLISHED).count();
  }

  void await(String what, BooleanSupplier happened) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + ":\n" + PackagedDaemon.log(folder));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Override
  public void close() {
    daemon.ifPresent(PackagedDaemon::close);
    network.close();
    blog.close();
  }
}
