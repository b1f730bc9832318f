// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Revision;
import org.tidings.channel.Revision.Done;
import org.tidings.channel.Revision.Gone;
import org.tidings.channel.Revision.Later;
import org.tidings.channel.Revision.Refused;
import org.tidings.demo.FakeFault;
import org.tidings.demo.mastodon.FakeStatus;
import org.tidings.http.Misbehaviour;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.http.StubServer.Behaviour;
import org.tidings.post.Post;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

class RewritingTest {
  private static final String OLD = "Tea & trians\n\nhttps://blog.example/tea";
  private static final String NEW = "Tea & trains\n\nhttps://blog.example/tea";

  private final Network network = new Network();

  @BeforeEach
  void open() {
    network.login();
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void new_words_take_the_place_of_the_old_and_all_else_stays() {
    var media = uploaded();
    var body = Json.object().put("status", OLD).put("visibility", "unlisted");
    body.put("language", "en").put("spoiler_text", "Trains").putArray("media_ids").add(media);
    var sent = new Payload(body.toString(), "https://blog.example/tea");
    var id = published(sent);
    var before = network.server().ledger().getFirst();
    assertThat(revise(id, NEW, sent, OLD)).isEqualTo(new Done());
    assertThat(network.server().ledger())
        .containsExactly(
            new FakeStatus(
                id,
                NEW,
                before.links(),
                before.at(),
                before.key(),
                "unlisted",
                Optional.of("en"),
                Optional.of("Trains"),
                before.media()));
    assertThat(before.media())
        .singleElement()
        .extracting(FakeStatus.Media::alt)
        .isEqualTo("A tram");
  }

  @Test
  void what_says_it_already_is_not_sent_again() {
    var sent = plain();
    var id = published(sent);
    network.server().fail(new FakeFault.LoseAnswer());
    assertThat(revise(id, NEW, sent, OLD)).isInstanceOf(Later.class);
    assertThat(revise(id, NEW, sent, OLD, NEW)).isEqualTo(new Done());
    assertThat(network.server().edited()).containsExactly(id);
  }

  @Test
  void what_its_owner_has_made_of_it_is_left_alone() {
    var sent = plain();
    var id = published(sent);
    network.server().rewrite(id, OLD + "\n\nand a word of mine");
    assertThat(revise(id, NEW, sent, OLD))
        .isEqualTo(new Refused("somebody has changed the post's words"));
    assertThat(network.server().edited()).as("by its owner").hasSize(1);
  }

  @Test
  void white_space_that_a_server_takes_away_is_no_change() {
    var sent = plain();
    var id = published(sent);
    assertThat(revise(id, NEW, sent, " " + OLD.replace("\n", "\r\n") + "\n")).isEqualTo(new Done());
  }

  @Test
  void a_post_that_is_gone_is_gone() {
    var sent = plain();
    var id = published(sent);
    network.server().delete(id);
    assertThat(revise(id, NEW, sent, OLD)).isInstanceOf(Gone.class);
    assertThat(network.server().ledger()).isEmpty();
  }

  @Test
  void a_name_that_is_no_number_is_asked_for_nowhere() {
    assertThat(revise("https://social.example/@ann/1", NEW, plain(), OLD))
        .isInstanceOf(Refused.class);
    assertThat(revise("1/../2", NEW, plain(), OLD)).isInstanceOf(Refused.class);
  }

  /// What the server answers to being asked for the words, for the post, and to the change.
  private record Row(
      String name, Behaviour source, Behaviour post, Behaviour put, Class<? extends Revision> end) {
    static Row source(String name, Behaviour source, Class<? extends Revision> end) {
      return new Row(name, source, StubAnswer.status(500), StubAnswer.status(500), end);
    }

    static Row put(String name, Behaviour put, Class<? extends Revision> end) {
      return new Row(name, says(OLD), StubAnswer.status(500), put, end);
    }
  }

  @TestFactory
  Stream<DynamicTest> every_answer_means_something() {
    var missing = refusal(404, "Record not found");
    return Stream.of(
            Row.source("401", refusal(401, "The access token was revoked"), Later.class),
            Row.source("403", refusal(403, "outside the authorized scopes"), Later.class),
            Row.source("no words", StubAnswer.json(200, "[]"), Later.class),
            Row.source("closes", Misbehaviour.closes(), Later.class),
            Row.source("503", StubAnswer.status(503), Later.class),
            new Row("gone", missing, missing, StubAnswer.status(500), Gone.class),
            new Row(
                "an old server",
                missing,
                StubAnswer.json(200, "{\"id\":\"7\"}"),
                StubAnswer.status(500),
                Refused.class),
            new Row("down", missing, StubAnswer.status(502), StubAnswer.status(500), Later.class),
            Row.put("200", StubAnswer.json(200, "{\"id\":\"7\"}"), Done.class),
            Row.put("404", missing, Gone.class),
            Row.put("410", StubAnswer.status(410), Gone.class),
            Row.put("405", StubAnswer.status(405), Refused.class),
            Row.put("422", refusal(422, "Text character limit of 500 exceeded"), Refused.class),
            Row.put("422 of something in front", StubAnswer.status(422), Later.class),
            Row.put("429", StubAnswer.status(429), Later.class),
            Row.put("500", StubAnswer.status(500), Later.class),
            Row.put("resets", Misbehaviour.resets(), Later.class))
        .map(row -> dynamicTest(row.name(), () -> check(row)));
  }

  private void check(Row row) {
    try (var server = StubServer.start()) {
      server.on("GET", "/api/v1/statuses/7/source", row.source());
      server.on("GET", "/api/v1/statuses/7", row.post());
      server.on("PUT", "/api/v1/statuses/7", row.put());
      assertThat(rewriting(server).rewrite("7", post(NEW), plain(), Set.of(OLD)))
          .isInstanceOf(row.end())
          .asString()
          .doesNotContain("c4nary");
    }
  }

  @Test
  void the_servers_wait_is_told() {
    try (var server = StubServer.start()) {
      server.on("GET", "/api/v1/statuses/7/source", says(OLD));
      server.on(
          "PUT", "/api/v1/statuses/7", StubAnswer.json(429, "{}").header("Retry-After", "75"));
      assertThat(rewriting(server).rewrite("7", post(NEW), plain(), Set.of(OLD)))
          .isEqualTo(new Later("HTTP 429", Optional.of(Duration.ofSeconds(75))));
    }
  }

  private Rewriting rewriting(StubServer server) {
    var http = network.egress().http(List.of("127.0.0.1"));
    return new Rewriting(new Api(server.uri("/"), http, Secret.of("c4nary")), NOW);
  }

  private static StubAnswer refusal(int status, String words) {
    return StubAnswer.json(status, "{\"error\":\"" + words + " c4nary\"}");
  }

  private static StubAnswer says(String text) {
    return StubAnswer.json(200, Json.object().put("text", text).toString());
  }

  private Revision revise(String id, String words, Payload sent, String... ours) {
    return network.channel().revise(id, post(words), sent, Set.of(ours));
  }

  private static Payload plain() {
    return new Payload(Json.object().put("status", OLD).toString(), "https://blog.example/tea");
  }

  private String published(Payload payload) {
    var outcome = network.channel().publish(payload, KEY);
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt().remoteId();
  }

  /// A picture that the server has.
  private String uploaded() {
    var lines =
        List.of(
            "--b",
            "Content-Disposition: form-data; name=\"description\"",
            "",
            "A tram",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"",
            "Content-Type: image/png",
            "",
            "PNG",
            "--b--",
            "");
    var form = String.join("\r\n", lines);
    var body = new Request.Body("multipart/form-data; boundary=b", form.getBytes(UTF_8));
    var api =
        new Api(
            network.server().address().resolve("/"),
            network.egress().http(List.of("127.0.0.1")),
            Secret.of(network.server().token()));
    var reply = (Reply.Answer) api.post("/api/v2/media", body);
    return Json.object(reply.text()).flatMap(it -> Json.text(it, "id")).orElseThrow();
  }

  private static Post post(String words) {
    return new Post(
        words,
        List.of(),
        Optional.of(URI.create("https://blog.example/tea")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "Tea",
        false);
  }
}
