// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.demo.DaemonProcess;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// SIGHUP to the real daemon.
@Timeout(120)
class DaemonReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void a_bad_configuration_is_refused_and_a_good_one_taken() throws Exception {
    try (var blog = StubServer.start()) {
      blog.handle(
          "GET",
          "/feed/",
          request ->
              StubAnswer.ok(
                  "application/rss+xml",
                  "<rss version=\"2.0\"><channel><title>t</title></channel></rss>"));
      configure(blog, "");
      try (var daemon = DaemonProcess.start(folder)) {
        awaitLog("started");
        configure(blog, "colour = \"blue\"");
        daemon.reload();
        awaitLog("tidings.toml:5:1: feed \"blog\": colour: unknown key");
        awaitLog("the old one goes on");
        var polls = blog.requests("/feed/").size();
        while (blog.requests("/feed/").size() == polls) {
          LockSupport.parkNanos(10_000_000); // the old configuration is still at work
        }
        configure(blog, "first = 3");
        daemon.reload();
        awaitLog("configuration read again: feeds=1 channels=1");
        assertThat(daemon.isAlive()).isTrue();
        assertThat(daemon.stop()).isZero();
      }
    }
  }

  private void configure(StubServer blog, String line) throws IOException {
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1s"
        %s
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "log"
        type = "log"
        file = "posts.jsonl"
        """
            .formatted(blog.uri("/feed/"), line));
  }

  private void awaitLog(String words) throws IOException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(folder.resolve("daemon.log")).contains(words)) {
      assertThat(System.nanoTime()).as("waited in vain for: " + words).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
