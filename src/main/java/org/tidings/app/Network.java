// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.tidings.feed.Discovery;
import org.tidings.http.Egress;

/// The way out and the time, for commands that need nothing else.
public final class Network implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Egress egress;
  private final List<String> allowPrivate;

  private Network(Egress egress, List<String> allowPrivate) {
    this.egress = egress;
    this.allowPrivate = List.copyOf(allowPrivate);
  }

  /// Opens the way out.
  ///
  /// @param allowPrivate private addresses that may be reached
  public static Network open(List<String> allowPrivate) {
    return new Network(Egress.open(Version.current()), allowPrivate);
  }

  /// Finds a blog's feed. Mere guesses are a second apart.
  ///
  /// @param progress is told of each guess
  public Discovery.Finding find(URI address, Consumer<String> progress)
      throws InterruptedException {
    return Discovery.find(
        address,
        egress.http(allowPrivate),
        now(),
        guess -> {
          progress.accept("trying " + guess + " …");
          Thread.sleep(PAUSE);
        });
  }

  public Instant now() {
    return Instant.now();
  }

  @Override
  public void close() {
    egress.close();
  }
}
