// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The whole journey on one machine: a small blog, a fake of each network with a page to look at
/// them side by side, the real daemon between them. Articles are published, one is edited, the
/// daemon is killed in the middle of a post; in the end each network must have each article exactly
/// once.
public final class Demo {
  /// How long to wait for anything before the demo has failed.
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final PrintWriter out;
  private final Runnable pause;
  private final List<String> mistakes = new ArrayList<>();

  /// Prepares a demo.
  ///
  /// @param pause runs between the steps, so that a person can look
  public Demo(PrintWriter out, Runnable pause) {
    this.out = out;
    this.pause = pause;
  }

  /// Runs it.
  ///
  /// @param atTheEnd runs while blog, networks and daemon are still there
  /// @return what went wrong; empty if each article was posted once everywhere
  public List<String> run(Runnable atTheEnd) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("tidings-demo-");
    try (var blog = new DemoBlog();
        var networks = DemoNetworks.start();
        var wall = new DemoWall(blog, networks)) {
      DemoArticles.archive(Instant.now()).forEach(blog::publish);
      configure(folder, blog, networks);
      introduce(folder, blog, networks, wall);
      try (var daemon = DaemonProcess.start(folder)) {
        new DemoJourney(this, folder, blog, networks, daemon).run();
        show(folder);
        atTheEnd.run();
        expect(daemon.stop() == 0, "the daemon did not stop cleanly on SIGTERM");
      }
    } finally {
      if (mistakes.isEmpty()) {
        delete(folder);
      } else {
        say("kept for a look: " + folder);
      }
    }
    return List.copyOf(mistakes);
  }

  private void introduce(Path folder, DemoBlog blog, DemoNetworks networks, DemoWall wall) {
    say("the blog      " + blog.address());
    say("the networks  " + wall.address() + "   (open it: all of them side by side)");
    for (var network : networks.all()) {
      say("  %-24s %s".formatted(network.name(), network.fake().address()));
    }
    say("configuration " + folder.resolve("tidings.toml"));
  }

  private void show(Path folder) throws IOException {
    say("");
    say("tidings history:");
    DaemonProcess.command(folder, "history").lines().forEach(it -> say("  " + it));
  }

  private static void configure(Path folder, DemoBlog blog, DemoNetworks networks)
      throws IOException {
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1s"                    # your own server may be asked every second
        allow_private = ["127.0.0.1"]

        %s
        """
            .formatted(blog.feed(), networks.toml()));
    networks.connect(folder.resolve("state"));
  }

  void step(String words) {
    pause.run();
    say("");
    say("• " + words);
  }

  void await(String what, BooleanSupplier happened) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        mistakes.add("waited in vain for " + what);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  void expect(boolean holds, String mistake) {
    if (!holds) {
      mistakes.add(mistake);
      say("  MISTAKE: " + mistake);
    }
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
