// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.demo.mastodon.FakeStatus;

/// The whole journey on one machine: a small blog, a fake network with a page to look at, the real
/// daemon between them. Articles are published, one is edited, the daemon is killed in the middle
/// of a post; in the end each article must be on the network exactly once.
public final class Demo {
  /// How long to wait for anything before the demo has failed.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /// So often the blog must have been read after an edit before 'no second post' means anything.
  private static final int POLLS_AFTER_EDIT = 3;

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
  /// @param atTheEnd runs while blog, network and daemon are still there
  /// @return what went wrong; empty if each article was posted once
  public List<String> run(Runnable atTheEnd) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("tidings-demo-");
    try (var blog = new DemoBlog();
        var network = FakeMastodon.start()) {
      DemoArticles.archive(Instant.now()).forEach(blog::publish);
      configure(folder, blog, network);
      say("the blog      " + blog.address());
      say("the network   " + network.address() + "/   (open it, it shows the posts)");
      say("configuration " + folder.resolve("tidings.toml"));
      try (var daemon = DaemonProcess.start(folder)) {
        journey(folder, blog, network, daemon);
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

  private void journey(Path folder, DemoBlog blog, FakeMastodon network, DaemonProcess daemon)
      throws IOException, InterruptedException {
    var news = DemoArticles.news(Instant.now());
    step("the daemon reads the blog for the first time: what is there is not posted");
    await("the first poll", () -> blog.reads() >= 2);
    expectPosts(network, 0);

    step("an article is published");
    blog.publish(news.get(0));
    await("the post", () -> network.ledger().size() >= 1);

    step("its title is edited: no second post");
    var reads = blog.reads();
    blog.edit(news.get(0).titled("Tea &amp; trains: 5 slow journeys (corrected)"));
    await("the blog to be read again", () -> blog.reads() >= reads + POLLS_AFTER_EDIT);
    expectPosts(network, 1);

    step("the next one is published, and the daemon is killed while the network holds its answer");
    network.holdAnswers(true);
    blog.publish(news.get(1));
    await("the network to have the post", () -> network.ledger().size() >= 2);
    daemon.kill();
    network.holdAnswers(false);
    say("  killed (SIGKILL) between the request and its answer; starting it again …");
    daemon.restart();
    await("the daemon to find its post", () -> published(folder) >= 2);
    expectPosts(network, 2);

    step("one more, to see that all goes on");
    blog.publish(news.get(2));
    await("the post", () -> network.ledger().size() >= 3);
    await("the history", () -> published(folder) >= 3);
    expectPosts(network, 3);
    var links = network.ledger().stream().map(FakeStatus::links).distinct().count();
    expect(links == 3, "two posts of one article: " + network.ledger());
  }

  private void show(Path folder) throws IOException {
    say("");
    say("tidings history:");
    DaemonProcess.command(folder, "history").lines().forEach(it -> say("  " + it));
  }

  private static void configure(Path folder, DemoBlog blog, FakeMastodon network)
      throws IOException {
    var token = folder.resolve("token");
    Files.createFile(
        token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, network.token() + "\n");
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1s"                    # your own server may be asked every second
        allow_private = ["127.0.0.1"]

        [[channel]]
        id = "network"
        type = "mastodon"
        server = "%s"
        token = { file = "token" }
        spacing = "0s"
        proof_settle = "1s"
        allow_private = ["127.0.0.1"]
        """
            .formatted(blog.feed(), network.address()));
  }

  private static long published(Path folder) {
    try {
      return DaemonProcess.command(folder, "history", "--json", "--only", "published")
          .lines()
          .count();
    } catch (IOException e) {
      return 0; // the daemon may just be making the folder: asked again in a moment
    }
  }

  private void step(String words) {
    pause.run();
    say("");
    say("• " + words);
  }

  private void await(String what, BooleanSupplier happened) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        mistakes.add("waited in vain for " + what);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void expectPosts(FakeMastodon network, int count) {
    var found = network.ledger().size();
    expect(found == count, "the network has %d posts, not %d".formatted(found, count));
    say("  posts on the network: " + found);
  }

  private void expect(boolean holds, String mistake) {
    if (!holds) {
      mistakes.add(mistake);
      say("  MISTAKE: " + mistake);
    }
  }

  private void say(String line) {
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
