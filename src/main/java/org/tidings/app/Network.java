// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tidings.config.FeedSettings;
import org.tidings.config.ProxySettings;
import org.tidings.feed.Discovery;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.secret.References;
import org.tidings.secret.SecretException;

/// The way out and the time, for commands that need nothing else.
public final class Network implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Egress egress;
  private final Http http;

  private Network(Egress egress, Http http) {
    this.egress = egress;
    this.http = http;
  }

  /// Opens the way out.
  ///
  /// @param allowPrivate private addresses that may be reached
  /// @param proxy absent: directly
  /// @throws SecretException if the proxy's password can't be had
  public static Network open(List<String> allowPrivate, Optional<ProxySettings> proxy) {
    return open(ways -> ways.by(allowPrivate, proxy));
  }

  /// Opens the way to one feed, with its login.
  ///
  /// @param common the proxy of all feeds, which a feed's own beats
  /// @throws SecretException if something that opens it can't be had
  public static Network open(FeedSettings feed, Optional<ProxySettings> common) {
    return open(ways -> ways.to(feed, common));
  }

  private static Network open(Function<Ways, Http> way) {
    var egress = Egress.open(Version.current());
    try {
      return new Network(egress, way.apply(new Ways(egress, References.ofProcess())));
    } catch (SecretException e) {
      egress.close();
      throw e;
    }
  }

  /// Finds a blog's feed. Mere guesses are a second apart.
  ///
  /// @param progress is told of each guess
  public Discovery.Finding find(URI address, Consumer<String> progress)
      throws InterruptedException {
    return Discovery.find(
        address,
        http,
        now(),
        guess -> {
          progress.accept("trying " + guess + " …");
          Thread.sleep(PAUSE);
        });
  }

  public static Instant now() {
    return Instant.now();
  }

  @Override
  public void close() {
    egress.close();
  }
}
