// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.SettableClock;
import org.tidings.channel.LogWatch;
import org.tidings.config.ChannelId;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.demo.googlebusiness.FakeGoogle;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.demo.threads.FakeThreads;
import org.tidings.demo.x.FakeX;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.outbox.Progress;
import org.tidings.secret.Secret;

/// Ten weeks of the real engine by a clock of its own: an article every other day, tokens that end
/// and are renewed, an owner who reads warnings late, a month's budget.
class SeventyDaysTest {
  private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");
  private static final int DAYS = 70;
  private static final int RECONNECTS = 62;

  private static final String X_KEYS =
      """
      auth = "oauth2"
      client_id = "me"
      budget = { month = "1 USD" }
      """;

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);
  private final StubServer blog = StubServer.start();
  private final Egress egress = Egress.open("1.0");
  private final List<Instant> articles = new ArrayList<>();
  private final FakeX x;
  private final FakeLinkedIn linkedin;
  private final FakeThreads threads;
  private final FakeFacebook facebook;
  private final FakeGoogle google;
  private final Map<String, FakeNetwork> networks;

  SeventyDaysTest() throws IOException {
    x = new FakeX(clock);
    linkedin = new FakeLinkedIn(clock);
    threads = new FakeThreads(clock);
    facebook = new FakeFacebook(clock);
    google = new FakeGoogle(clock);
    networks =
        Map.of(
            "x",
            x,
            "linkedin",
            linkedin,
            "threads",
            threads,
            "facebook",
            facebook,
            "google",
            google);
  }

  @BeforeEach
  void open() {
    blog.handle("GET", "/feed/", _ -> StubAnswer.ok("application/rss+xml", feed()));
  }

  @AfterEach
  void close() {
    networks.values().forEach(FakeNetwork::close);
    egress.close();
    blog.close();
  }

  @Test
  void the_owner_is_warned_tokens_are_renewed_nothing_is_doubled_and_the_budget_kept()
      throws IOException {
    Files.writeString(folder.resolve("tidings.toml"), toml());
    try (var log = new LogWatch();
        var state = State.open(folder.resolve("state"), clock, () -> clock.millis() * 1_000_000)) {
      connect(state);
      var engine = new Engine(state, Setup.read(folder.resolve("tidings.toml")), egress);
      state.outbox().recover(state.beside());
      var warned = live(engine, state, log);
      assertThat(warned).containsExactly(46, 53, 57, 59);
    }
    once(linkedin, DAYS / 2);
    once(threads, DAYS / 2);
    once(facebook, DAYS / 2);
    once(google, DAYS / 2);
    var months = new HashMap<YearMonth, Integer>();
    for (var post : x.posts()) {
      months.merge(YearMonth.from(post.at().atZone(ZoneOffset.UTC)), 1, Integer::sum);
    }
    assertThat(months.values()).as("one dollar a month is five posts").containsOnly(5);
    assertThat(x.posts()).extracting(FakePost::link).doesNotHaveDuplicates();
  }

  /// Lives, and tells the days on which LinkedIn's end was warned of.
  private List<Integer> live(Engine engine, State state, LogWatch log) {
    var warned = new ArrayList<Integer>();
    for (var quarter = 0; quarter < DAYS * 4; quarter++) {
      var day = quarter / 4;
      clock.set(START.plus(Duration.ofHours(6L * quarter)));
      if (quarter % 8 == 1) {
        articles.add(clock.instant());
      }
      if (quarter == RECONNECTS * 4) {
        keep(
            state,
            "linkedin",
            "tokens",
            linkedin.tokens(linkedin.newToken("openid", "profile", "w_member_social")));
      }
      var before = expiring(log).size();
      networks.keySet().forEach(it -> engine.upkeep(new ChannelId(it)));
      var now = expiring(log);
      now.subList(before, now.size())
          .forEach(
              it -> {
                assertThat(it).contains("tidings connect linkedin");
                warned.add(day);
              });
      engine.dueFeeds().forEach(it -> engine.poll(engine.setup().feed(it.feed()).orElseThrow()));
      networks.keySet().forEach(it -> deliver(engine, new ChannelId(it)));
    }
    return warned;
  }

  /// Waits out what takes minutes: pictures being processed, containers being made.
  private void deliver(Engine engine, ChannelId channel) {
    var patience = clock.instant().plus(Duration.ofMinutes(30));
    while (true) {
      if (engine.deliver(channel) instanceof Progress.Idle(var until)) {
        var next = until.filter(it -> it.isBefore(patience));
        if (next.isEmpty()) {
          return;
        }
        clock.set(
            next.get().isAfter(clock.instant()) ? next.get() : clock.instant().plusSeconds(1));
      }
    }
  }

  private static void once(FakeNetwork network, int posts) {
    var links = network.posts().stream().map(FakePost::link).toList();
    assertThat(links).as(network.name()).hasSize(posts).doesNotHaveDuplicates();
  }

  private static List<String> expiring(LogWatch log) {
    return log.lines().stream().filter(it -> it.contains("status=expiring")).toList();
  }

  private void connect(State state) {
    networks.forEach(
        (id, network) ->
            network.credentials().forEach((name, value) -> keep(state, id, name, value)));
    keep(state, "x", "tokens", x.tokens());
    keep(state, "x", "account", "12 asha");
  }

  private static void keep(State state, String id, String name, String value) {
    state.keyring(new ChannelId(id)).put(name, Secret.of(value));
  }

  private String toml() {
    var toml = new StringBuilder();
    toml.append(
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1h"
        allow_private = ["127.0.0.1"]
        """
            .formatted(blog.uri("/feed/")));
    networks.forEach(
        (id, network) ->
            toml.append(
                """
                [[channel]]
                id = "%s"
                allow_private = ["127.0.0.1"]
                expire = "10d"
                %s
                %s
                """
                    .formatted(id, network.toml(), id.equals("x") ? X_KEYS : "")));
    return toml.toString();
  }

  private String feed() {
    var items = new StringBuilder();
    items.append(item(0, START.minus(Duration.ofDays(1))));
    for (var i = Math.max(0, articles.size() - 10); i < articles.size(); i++) {
      items.insert(0, item(i + 1, articles.get(i)));
    }
    return "<rss version=\"2.0\"><channel><title>A blog</title>" + items + "</channel></rss>";
  }

  private static String item(int number, Instant at) {
    return "<item><title>Article %d</title><link>https://blog.example/%d</link><pubDate>%s</pubDate></item>"
        .formatted(
            number,
            number,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
  }
}
