// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.config.ChannelId;
import org.tidings.demo.DaemonProcess;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.googlebusiness.FakeGoogle;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.demo.threads.FakeThreads;
import org.tidings.demo.x.FakeX;
import org.tidings.history.HistoryQuery;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.outbox.DeliveryState;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The real daemon, as a process, killed with SIGKILL when a platform has given new tokens and they
/// are not stored yet.
@Timeout(120)
class RenewalKillIT {
  private static final ChannelId CHANNEL = new ChannelId("network");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> items = new CopyOnWriteArrayList<>(List.of(item(0)));
  private final StubServer blog = StubServer.start();

  @BeforeEach
  void open() {
    blog.handle("GET", "/feed/", _ -> StubAnswer.ok("application/rss+xml", rss()));
  }

  @AfterEach
  void close() {
    blog.close();
  }

  /// X's refresh token works once: the account is lost, and nothing else.
  @Test
  void on_x_the_account_stops_nothing_is_lost_and_after_connecting_there_is_one_post()
      throws Exception {
    try (var x = new FakeX(InstantSource.system());
        var path = new HeldPath(x.address(), "/2/oauth2/token", database());
        var daemon =
            killed(x, path, "auth = \"oauth2\"\nclient_id = \"me\"\n", with(x, x.tokens()))) {
      daemon.restart();
      await("the account to stop", () -> remedy().contains("tidings connect network"));
      assertThat(x.posts()).isEmpty();
      keep(Map.of("tokens", path.through(x.tokens())));
      assertThat(DaemonProcess.command(folder, "check", "--live")).contains("@asha");
      onePost(x, daemon);
    }
  }

  /// Google's refresh token stays the same, so a second renewal does.
  @Test
  void on_google_the_next_renewal_goes_on() throws Exception {
    try (var google = FakeGoogle.start();
        var path = new HeldPath(google.address(), "/token", database());
        var daemon = killed(google, path, "", google.credentials())) {
      daemon.restart();
      onePost(google, daemon);
    }
  }

  /// A partner's refresh token on LinkedIn stays the same as well.
  @Test
  void on_linkedin_the_next_renewal_goes_on() throws Exception {
    try (var linkedin = FakeLinkedIn.start();
        var path = new HeldPath(linkedin.address(), "/oauth/v2/accessToken", database());
        var daemon = killed(linkedin, path, "", linkedin.partnerCredentials())) {
      daemon.restart();
      onePost(linkedin, daemon);
    }
  }

  /// On Threads the old token stays good beside the new one.
  @Test
  void on_threads_the_old_token_goes_on() throws Exception {
    try (var threads = new FakeThreads(InstantSource.system());
        var path = new HeldPath(threads.address(), "/refresh_access_token", database());
        var daemon = killed(threads, path, "", threads.credentials())) {
      daemon.restart();
      onePost(threads, daemon);
    }
  }

  /// A daemon that died between a renewal and storing it, with an article to post.
  private DaemonProcess killed(
      FakeNetwork network, HeldPath path, String toml, Map<String, String> connected)
      throws IOException, InterruptedException {
    configure(path.through(network.toml()) + toml);
    learnFeed();
    var credentials = new HashMap<>(connected);
    credentials.computeIfPresent(tokensOf(network), (_, tokens) -> ending(tokens));
    credentials.replaceAll((_, it) -> path.through(it));
    keep(credentials);
    items.addFirst(item(1));
    var daemon = DaemonProcess.start(folder);
    path.awaitAnswer(PATIENCE);
    daemon.kill();
    path.release();
    assertThat(stored(tokensOf(network)))
        .as("the new tokens are not stored")
        .isEqualTo(credentials.get(tokensOf(network)));
    return daemon;
  }

  private static Map<String, String> with(FakeNetwork network, String tokens) {
    var credentials = new HashMap<>(network.credentials());
    credentials.put(tokensOf(network), tokens);
    return credentials;
  }

  private void onePost(FakeNetwork network, DaemonProcess daemon) throws InterruptedException {
    await("the post", () -> !network.posts().isEmpty());
    await("its record", this::isPublished);
    assertThat(daemon.stop()).isZero();
    assertThat(network.posts()).hasSize(1);
  }

  private static String tokensOf(FakeNetwork network) {
    return network instanceof FakeThreads ? "token" : "tokens";
  }

  /// Tokens of some days ago, of which the access ends within a minute.
  private static String ending(String tokens) {
    var json = (ObjectNode) JsonMapper.shared().readTree(tokens);
    json.put("expires", Instant.now().plusSeconds(60).toEpochMilli());
    return json.put("obtained", Instant.now().minus(Duration.ofDays(8)).toEpochMilli()).toString();
  }

  /// What is in the feed at the first look is not posted.
  private void learnFeed() {
    var setup = Setup.read(folder.resolve("tidings.toml"));
    try (var state = State.open(folder.resolve("state"));
        var egress = Egress.open("1.0")) {
      var engine = new Engine(state, setup, egress);
      setup.settings().feeds().forEach(engine::poll);
    }
  }

  private void keep(Map<String, String> credentials) {
    try (var state = State.open(folder.resolve("state"))) {
      credentials.forEach((name, it) -> state.keyring(CHANNEL).put(name, Secret.of(it)));
    }
  }

  private String stored(String name) {
    try (var state = State.open(folder.resolve("state"))) {
      return state.keyring(CHANNEL).get(name).orElseThrow().reveal();
    }
  }

  private String remedy() {
    try (var state = State.open(folder.resolve("state"))) {
      return state.outbox().account(CHANNEL).remedy().orElse("");
    }
  }

  private boolean isPublished() {
    try (var state = State.open(folder.resolve("state"))) {
      return state.history().search(HistoryQuery.newest(10)).entries().stream()
          .anyMatch(it -> it.state() == DeliveryState.PUBLISHED);
    }
  }

  private Path database() {
    return folder.resolve("state").resolve("tidings.db");
  }

  private static void await(String what, BooleanSupplier happened) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void configure(String channel) throws IOException {
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
        spacing = "0s"
        proof_settle = "1m"
        allow_private = ["127.0.0.1"]
        %s
        """
            .formatted(blog.uri("/feed/"), channel));
  }

  private String rss() {
    return "<rss version=\"2.0\"><channel><title>t</title><link>https://b.example/</link>"
        + String.join("", items)
        + "</channel></rss>";
  }

  private static String item(int number) {
    return "<item><title>Article %d</title><link>https://b.example/%d</link><guid>g%d</guid></item>"
        .formatted(number, number, number);
  }
}
