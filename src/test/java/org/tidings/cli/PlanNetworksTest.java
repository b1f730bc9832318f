// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.app.State;
import org.tidings.config.ChannelId;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.demo.googlebusiness.FakeGoogle;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.demo.threads.FakeThreads;
import org.tidings.demo.x.FakeX;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.Secret;

/// One blog, one configuration, every network of the owner's: each post in its own manner.
/// `-Dgolden.update=true` writes the golden file anew.
class PlanNetworksTest {
  private static final Path GOLDEN = Path.of("src/test/resources/cli/plan-networks.txt");

  /// What trips up: entities, brackets that LinkedIn cuts at, an emoji of many code points, a name
  /// that is nobody's, more categories than Threads takes, a picture with words about it.
  private static final String FEED =
      """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
      <title>Riverside Notes</title><link>https://blog.example/</link><language>en-IN</language>
      <item><title>Tea &amp;amp; trains (slowly): what @barista told us 👩🏽‍🍳</title>
      <link>https://blog.example/2026/11/tea-and-trains/?utm_source=feed</link>
      <guid isPermaLink="false">https://blog.example/?p=3</guid>
      <pubDate>Tue, 24 Nov 2026 08:00:00 +0530</pubDate>
      <category>Slow living</category><category>Travel</category><category>Railways</category>
      <description>&lt;p&gt;You don&amp;#8217;t need to go &lt;em&gt;far&lt;/em&gt; [or fast]. Five
      journeys where the tea is better than the timetable, and what each of them costs.&lt;/p&gt;
      </description>
      <media:content url="https://blog.example/media/train.jpg" medium="image">
      <media:description>A blue train crossing a viaduct</media:description></media:content>
      </item></channel></rss>
      """;

  @TempDir Path folder;
  private StubServer blog;
  private List<FakeNetwork> networks = List.of();

  @BeforeEach
  void start() throws IOException {
    blog = StubServer.start();
    blog.handle("GET", "/feed/", _ -> StubAnswer.ok("application/rss+xml", FEED));
    networks =
        List.of(
            FakeFacebook.start(),
            FakeGoogle.start(),
            FakeLinkedIn.start(),
            new FakeThreads(InstantSource.system()),
            FakeX.start());
    configure();
  }

  @AfterEach
  void stop() {
    networks.forEach(FakeNetwork::close);
    blog.close();
  }

  @Test
  void every_network_gets_its_own_post() throws IOException {
    var plan = plan();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, plan);
    }
    assertThat(plan).isEqualTo(Files.readString(GOLDEN));
    assertThat(networks).allMatch(it -> it.posts().isEmpty());
  }

  @Test
  void the_configuration_of_all_of_them_is_sound() {
    assertThat(tidings(new StringWriter(), "check")).isZero();
  }

  @Test
  void the_account_and_the_end_of_its_access_are_named_or_what_to_run() {
    try (var state = State.open(folder.resolve("state"))) {
      var keyring = state.keyring(new ChannelId("linkedin"));
      linkedin().credentials().forEach((name, it) -> keyring.put(name, Secret.of(it)));
    }
    var checked = new StringWriter();
    tidings(checked, "check", "--live");
    assertThat(checked.toString())
        .containsPattern(
            "ok +channel linkedin: Asha Example, its access ends \\d{4}-\\d\\d-\\d\\d"
                + " \\d\\d:\\d\\d");
    for (var other : List.of("facebook", "google", "threads", "x")) {
      assertThat(checked.toString())
          .containsPattern("channel " + other + ": .*tidings connect " + other);
    }
    var status = new StringWriter();
    tidings(status, "status");
    assertThat(status.toString())
        .containsPattern("channel +linkedin +ok +Asha Example .*\\R +its access ends \\d{4}-")
        .contains("tidings connect facebook", "tidings connect x");
  }

  private FakeNetwork linkedin() {
    return networks.stream().filter(FakeLinkedIn.class::isInstance).findFirst().orElseThrow();
  }

  private String plan() {
    var out = new StringWriter();
    assertThat(tidings(out, "plan")).isZero();
    return out.toString();
  }

  private int tidings(StringWriter out, String... command) {
    var terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(new StringWriter(), true), false);
    var line = new ArrayList<>(List.of(command));
    line.addAll(List.of("--config", folder.resolve("tidings.toml").toString()));
    line.addAll(List.of("--state", folder.resolve("state").toString()));
    return Cli.run(terminal, line.toArray(String[]::new));
  }

  private void configure() throws IOException {
    var channels =
        networks.stream().map(PlanNetworksTest::channel).collect(Collectors.joining("\n"));
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        timezone = "Asia/Kolkata"

        [[feed]]
        id = "blog"
        url = "%s"
        allow_private = ["127.0.0.1"]

        %s
        """
            .formatted(blog.uri("/feed/"), channels));
  }

  private static String channel(FakeNetwork network) {
    var id = network.name().split(" ", 2)[0].toLowerCase(Locale.ROOT);
    return "[[channel]]\nid = \"%s\"\n%sallow_private = [\"127.0.0.1\"]\n"
        .formatted(id, network.toml().strip() + "\n");
  }
}
