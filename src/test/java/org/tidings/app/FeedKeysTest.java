// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.SettableClock;
import org.tidings.config.FeedId;
import org.tidings.http.Access;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.poll.Due;
import org.tidings.poll.PollReport.Ending;
import org.tidings.secret.Secret;

/// A feed that wants a login is refused, and its owner mends that. Each reload and each restart
/// wires a new engine to the state.
class FeedKeysTest {
  private static final FeedId BLOG = new FeedId("blog");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("0-test");
  private State state;

  @BeforeEach
  void open() throws IOException {
    state = State.open(folder.resolve("state"), clock, () -> clock.millis() * 1_000_000);
    var good = Access.basic("ann", Secret.of("tea")).reveal();
    server.handle(
        "GET",
        "/feed",
        request ->
            request.header("Authorization").filter(good::equals).isPresent()
                ? StubAnswer.ok("application/rss+xml", "<rss version=\"2.0\"><channel/></rss>")
                : StubAnswer.status(401));
    password("coffee");
  }

  @AfterEach
  void close() {
    state.close();
    egress.close();
    server.close();
  }

  @Test
  void a_refused_feed_is_asked_at_once_when_its_login_was_mended() throws IOException {
    refused(engine(LOGIN));
    password("tea");
    var mended = engine(LOGIN);
    assertThat(due(mended)).containsExactly(BLOG);
    assertThat(poll(mended)).isInstanceOf(Ending.Baselined.class);
    assertThat(due(engine(LOGIN))).isEmpty();
  }

  @Test
  void a_login_that_comes_into_the_configuration_is_tried_at_once() throws IOException {
    refused(engine(""));
    assertThat(due(engine(LOGIN))).containsExactly(BLOG);
  }

  @Test
  void a_password_that_was_missing_is_tried_once_it_is_there() throws IOException {
    Files.delete(folder.resolve("password"));
    refused(engine(LOGIN));
    assertThat(server.requests()).isEmpty();
    assertThat(due(engine(LOGIN))).isEmpty();
    password("tea");
    assertThat(due(engine(LOGIN))).containsExactly(BLOG);
  }

  @Test
  void a_restart_with_the_same_login_asks_nothing_early() throws IOException {
    refused(engine(LOGIN));
    assertThat(due(engine(LOGIN))).isEmpty();
    password("milk");
    refused(engine(LOGIN));
    assertThat(due(engine(LOGIN))).as("nor the next wrong one").isEmpty();
  }

  private static final String LOGIN =
      """
      user = "ann"
      password = { file = "password" }
      """;

  private Engine engine(String lines) throws IOException {
    var toml =
        """
        [[feed]]
        id = "blog"
        url = "%s"
        allow_private = ["127.0.0.1"]
        %s
        [[channel]]
        id = "log"
        type = "log"
        file = "posts.jsonl"
        """
            .formatted(server.uri("/feed"), lines);
    var file = Files.writeString(folder.resolve("tidings.toml"), toml);
    return new Engine(state, Setup.read(file), egress);
  }

  private void refused(Engine engine) {
    assertThat(due(engine)).containsExactly(BLOG);
    assertThat(poll(engine)).isInstanceOf(Ending.Failed.class);
    clock.advance(Duration.ofMinutes(10));
    assertThat(due(engine)).isEmpty();
  }

  private static List<FeedId> due(Engine engine) {
    return engine.dueFeeds().stream().map(Due::feed).toList();
  }

  private static Ending poll(Engine engine) {
    return engine.poll(engine.setup().feed(BLOG).orElseThrow()).ending();
  }

  private void password(String word) throws IOException {
    var file = Files.writeString(folder.resolve("password"), word);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
