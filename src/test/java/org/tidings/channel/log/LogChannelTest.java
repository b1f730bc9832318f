// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.config.Sections;
import org.tidings.post.Template;
import tools.jackson.databind.json.JsonMapper;

class LogChannelTest {
  private static final DeliveryKey KEY = ChannelContract.KEY;

  @TempDir Path folder;

  @Test
  void a_post_is_one_json_line() throws Exception {
    var channel = new LogChannel(file());
    var payload = payload(channel);
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    var line = JsonMapper.shared().readTree(Files.readAllLines(file()).getFirst());
    assertThat(line.path("id").asString()).isEqualTo(KEY.idempotency());
    assertThat(line.path("title").asString()).isEqualTo(ArticleSamples.ordinary().title());
    assertThat(line.path("hashtags").get(0).asString()).isEqualTo("ClimateChange");
    assertThat(line.path("image").path("alt").asString()).contains("racks of disks");
  }

  @Test
  void looking_for_the_key_decides() throws Exception {
    var channel = new LogChannel(file());
    var payload = payload(channel);
    assertThat(channel.proofs()).containsExactly(new Proof.RecordKey());
    assertThat(channel.find(payload, KEY, Instant.EPOCH)).isInstanceOf(Sighting.Absent.class);
    channel.publish(payload, KEY);
    assertThat(channel.find(payload, KEY, Instant.EPOCH)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_line_that_a_crash_cut_short_does_not_count_and_spoils_no_other() throws Exception {
    var channel = new LogChannel(file());
    var payload = payload(channel);
    Files.writeString(file(), "{\"id\":\"other\"}\n" + payload.body().substring(0, 40));
    assertThat(channel.find(payload, KEY, Instant.EPOCH)).isInstanceOf(Sighting.Absent.class);
    channel.publish(payload, KEY);
    assertThat(Files.readAllLines(file()))
        .containsExactly("{\"id\":\"other\"}", payload.body().substring(0, 40), payload.body());
    assertThat(channel.find(payload, KEY, Instant.EPOCH)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void hostile_words_stay_on_their_line() throws Exception {
    var channel = new LogChannel(file());
    for (var article : List.of(ArticleSamples.hostile(), ArticleSamples.emoji())) {
      var post = channel.compose(article, Template.compile(new Log().defaultTemplate()));
      var prepared = (Preparation.Ready) channel.prepare(post, KEY);
      channel.publish(prepared.payload(), KEY);
    }
    assertThat(Files.readAllLines(file()))
        .hasSize(2)
        .allSatisfy(it -> assertThat(JsonMapper.shared().readTree(it).isObject()).isTrue());
  }

  @Test
  void a_missing_folder_is_the_owners_to_make() {
    var channel = new LogChannel(folder.resolve("no/such/posts.jsonl"));
    assertThat(channel.publish(new Payload("{}", ""), KEY))
        .isInstanceOf(Outcome.Misconfigured.class);
    assertThat(channel.check()).isInstanceOf(Health.Bad.class);
    assertThat(new LogChannel(file()).check()).isInstanceOf(Health.Good.class);
  }

  @Test
  void the_file_must_be_named() {
    var sections = Sections.of("id = \"l\"");
    new Log().read(sections.section());
    assertThat(sections.problems()).singleElement().asString().contains("file = \"posts.jsonl\"");
  }

  private static Payload payload(Channel channel) throws Exception {
    var post =
        channel.compose(ArticleSamples.ordinary(), Template.compile(new Log().defaultTemplate()));
    return ((Preparation.Ready) channel.prepare(post, KEY)).payload();
  }

  private Path file() {
    return folder.resolve("posts.jsonl");
  }

  /// Opening a file is no test of a disk; this one only shows that trouble is never a loss.
  @Test
  void a_file_that_can_not_be_written_is_looked_at_again() throws IOException {
    Files.createDirectory(file());
    assertThat(new LogChannel(file()).publish(new Payload("{}", ""), KEY))
        .isInstanceOf(Outcome.Unknown.class);
  }
}
