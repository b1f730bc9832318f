// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.Required;

/// The real daemon under strace: the intent is on the disk before the first byte of the request.
@Timeout(300)
class WriteOrderIT {
  private static final int ARTICLES = 20;

  @TempDir Path folder;

  @Test
  void no_byte_of_a_request_leaves_before_its_intent_is_synced() throws Exception {
    Required.that(Torture.canTrace(), "strace is not installed, or may not follow a process");
    var log = folder.resolve("strace.log");
    try (var stage = new Stage(folder)) {
      stage.blog().publish(ARTICLES);
      // One read of the feed, and none while it posts: another transaction's writes would stand
      // between an intent and its request, and mean nothing.
      stage.configure("every = \"1h\"\nfirst = " + ARTICLES, "");
      stage.start(
          List.of(
              "strace",
              "-D",
              "-f",
              "-qq",
              "-y",
              "-s",
              "32",
              "-o",
              log.toString(),
              "-e",
              "trace=pwrite64,fsync,write,writev,sendto,sendmsg"));
      stage.await("the posts", () -> stage.network().ledger().size() == ARTICLES);
      stage.await("their records", () -> stage.published() == ARTICLES);
      assertThat(stage.daemon().stop()).isZero();
    }
    var verdict =
        WriteOrder.of(
            Files.readAllLines(log, StandardCharsets.ISO_8859_1), "POST /api/v1/statuses");
    assertThat(verdict.requests()).isEqualTo(ARTICLES);
    assertThat(verdict.mistakes()).isEmpty();
  }
}
