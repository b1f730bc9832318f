// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.http.StubWire;

/// Stands between the daemon and a server: remembers every request to publish, takes a little time
/// for each like a server far away, and says where it is at each step, so that the daemon can be
/// killed there.
final class Tap implements AutoCloseable {
  /// Each way takes up to so long: as a server in another city.
  private static final int MOST_LAG_MILLIS = 60;

  private static final Pattern ARTICLE = Pattern.compile("https://blog\\.example/\\d+");

  private final StubServer server = StubServer.start();
  private final ConcurrentLinkedQueue<Mark> arrived = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Mark> answered = new ConcurrentLinkedQueue<>();
  private final Upstream upstream;
  private final Predicate<StubRequest> publishes;
  private final Steps steps;
  private final SplittableRandom random;

  /// Hears of each step.
  @FunctionalInterface
  interface Steps {
    /// The request has come there.
    ///
    /// @return whether the daemon lives on; if not, nothing more happens with the request
    boolean at(Point point);
  }

  /// When something happened to a request that publishes an article.
  private record Mark(String link, Instant at) {}

  /// A tap on a free port.
  ///
  /// @param publishes which requests can't be taken back
  Tap(Upstream upstream, Predicate<StubRequest> publishes, Steps steps, long seed) {
    this.upstream = upstream;
    this.publishes = publishes;
    this.steps = steps;
    this.random = new SplittableRandom(seed);
    for (var method : List.of("GET", "POST", "PUT")) {
      server.handle(method, "/*", request -> wire -> play(request, wire));
    }
  }

  URI address() {
    return server.uri("");
  }

  /// How many requests to publish came whole.
  int requests() {
    return arrived.size();
  }

  /// When requests to publish an article came.
  List<Instant> arrivals(String link) {
    return of(link, arrived);
  }

  /// When the answers to them were handed to the network.
  List<Instant> answers(String link) {
    return of(link, answered);
  }

  private static List<Instant> of(String link, Collection<Mark> marks) {
    return marks.stream().filter(it -> it.link().equals(link)).map(Mark::at).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private void play(StubRequest request, StubWire wire) throws IOException {
    if (publishes.test(request)) {
      publish(request, wire);
    } else if (steps.at(Point.ASKED)) {
      upstream.answer(request).play(wire);
    }
  }

  private void publish(StubRequest request, StubWire wire) throws IOException {
    var link = article(request.text());
    arrived.add(new Mark(link, Instant.now()));
    wire.pause(lag());
    if (!steps.at(Point.RECEIVED)) {
      return;
    }
    var answer = upstream.answer(request);
    wire.pause(lag());
    if (!steps.at(Point.STORED)) {
      return;
    }
    answer.play(wire);
    answered.add(new Mark(link, Instant.now()));
    steps.at(Point.ANSWERED);
  }

  private synchronized Duration lag() {
    return Duration.ofMillis(random.nextInt(MOST_LAG_MILLIS));
  }

  static String article(String words) {
    var matcher = ARTICLE.matcher(words);
    return matcher.find() ? matcher.group() : "";
  }
}
