// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.SettableClock;
import org.tidings.config.ChannelId;
import org.tidings.config.ConfigException;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.demo.mastodon.FakeStatus;
import org.tidings.history.HistoryEntry;
import org.tidings.history.HistoryJson;
import org.tidings.history.HistoryQuery;
import org.tidings.history.Story;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.outbox.Progress;
import org.tidings.secret.Secret;

/// From an edit in the feed to the post that says so, by the daemon's own wiring.
class OnEditTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final StubServer blog = StubServer.start();
  private final Egress egress = Egress.open("0-test");
  private FakeMastodon mastodon;
  private State state;

  @BeforeEach
  void open() throws IOException {
    mastodon = new FakeMastodon(clock);
    state = State.open(folder.resolve("state"), clock, () -> clock.millis() * 1_000_000);
    state.keyring(new ChannelId("toots")).put("token", Secret.of(mastodon.token()));
  }

  @AfterEach
  void close() {
    state.close();
    egress.close();
    mastodon.close();
    blog.close();
  }

  @Test
  void a_typo_that_was_mended_is_mended_in_the_post() throws IOException {
    var engine = engine("update");
    read(engine, "Tea &amp; trians", "Five journeys");
    assertThat(said()).startsWith("Tea & trians\n\n");
    clock.advance(Duration.ofHours(1));
    read(engine, "Tea &amp; trains", "Five journeys");
    assertThat(said()).startsWith("Tea & trains\n\n").contains("#Rail");
    assertThat(mastodon.edited()).hasSize(1);

    var line = HistoryJson.line(entry());
    assertThat(line)
        .contains("\"state\":\"published\",\"attempts\":1")
        .contains(
            "\"edits\":[{", "\"update\":{\"time\":\"2026-11-24T13:20:00Z\",\"state\":\"done\"}");
    assertThat(state.history().explain("trians").getFirst().deliveries().getFirst().events())
        .extracting(Story.Event::words)
        .containsExactly("enqueued", "sent, published", "changed in place");
  }

  @Test
  void what_changes_no_word_of_the_post_changes_no_post() throws IOException {
    var engine = engine("update");
    read(engine, "Tea", "Five journeys");
    read(engine, "Tea", "Six journeys");
    read(engine, "TEA!", "Six journeys");
    assertThat(mastodon.edited()).isEmpty();
    assertThat(entry().edits()).hasSize(1);
    assertThat(entry().update()).isEmpty();
  }

  @Test
  void a_post_that_its_owner_deleted_stays_deleted() throws IOException {
    var engine = engine("update");
    read(engine, "Tea", "Five journeys");
    mastodon.delete(mastodon.ledger().getFirst().id());
    read(engine, "Coffee", "Five journeys");
    assertThat(mastodon.ledger()).isEmpty();
    assertThat(HistoryJson.line(entry()))
        .contains("\"state\":\"published\"")
        .contains("\"state\":\"gone\",\"reason\":\"HTTP 404: Record not found\"");
  }

  @Test
  void without_a_word_of_the_owner_posts_stay_as_they_are() throws IOException {
    var engine = engine("ignore");
    read(engine, "Tea", "Five journeys");
    read(engine, "Coffee", "Five journeys");
    assertThat(said()).startsWith("Tea");
    assertThat(entry().edits()).hasSize(1);
  }

  @Test
  void a_type_whose_posts_can_not_be_changed_refuses_with_those_that_can() {
    assertThatThrownBy(
            () -> configuration("type = \"log\"\nfile = \"x\"\non_edit = \"update\"", ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("on_edit: posts of type \"log\" can't be changed in place")
        .hasMessageContaining("only those of: mastodon; write \"ignore\"");
  }

  private void read(Engine engine, String title, String summary) {
    blog.handle("GET", "/feed", _ -> StubAnswer.ok("application/rss+xml", rss(title, summary)));
    engine.poll(engine.setup().settings().feeds().getFirst());
    while (engine.deliver(new ChannelId("toots")) instanceof Progress.Worked) {
      // one step after another
    }
    clock.advance(Duration.ofMinutes(20));
  }

  private static String rss(String title, String summary) {
    return """
    <rss version="2.0"><channel><title>Riverside</title><link>https://blog.example/</link>
    <item><title>%s</title><link>https://blog.example/tea</link><guid>tag:blog,1</guid>
    <category>Rail</category><description>%s</description></item></channel></rss>
    """
        .formatted(title, summary);
  }

  private String said() {
    assertThat(mastodon.ledger()).hasSize(1);
    return mastodon.ledger().stream().map(FakeStatus::text).findFirst().orElseThrow();
  }

  private HistoryEntry entry() {
    return state.history().search(HistoryQuery.newest(5)).entries().getFirst();
  }

  private Engine engine(String onEdit) throws IOException {
    var keys = mastodon.toml() + "on_edit = \"" + onEdit + "\"\nallow_private = [\"127.0.0.1\"]";
    return new Engine(state, configuration(keys, ""), egress);
  }

  private Setup configuration(String keys, String more) throws IOException {
    var toml =
        """
        [[feed]]
        id = "blog"
        url = "%s"
        first = 1
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "toots"
        %s
        %s
        """
            .formatted(blog.uri("/feed"), keys, more);
    return Setup.read(Files.writeString(folder.resolve("tidings.toml"), toml));
  }
}
