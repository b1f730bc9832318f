// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Sighting;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.config.Sections;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.post.Template;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.JsonNode;

/// Against a real Bluesky server (the reference PDS).
class BlueskyPdsIT {
  private static final AtomicInteger SALT = new AtomicInteger();

  @TempDir static Path data;
  private static BlueskyPds pds;
  private static Egress egress;
  private static StubServer blog;

  private final FakeKeyring keyring = new FakeKeyring();
  private final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    pds = BlueskyPds.start(data);
    egress = Egress.open("test");
    blog = StubServer.start().on("GET", "/picture.png", StubAnswer.ok("image/png", picture()));
  }

  @AfterAll
  static void stop() {
    if (pds != null) {
      pds.close();
      egress.close();
      blog.close();
    }
  }

  @Test
  void a_post_has_its_card_with_thumbnail_its_facets_and_its_language() throws Exception {
    var channel = channel(http());
    var key = key();
    var payload = prepared(channel, "Größe 👍 card", key);
    var published = (Outcome.Published) channel.publish(payload, key);
    assertThat(published.receipt().url())
        .contains(URI.create("https://bsky.app/profile/" + pds.did() + "/post/" + Tid.of(key)));
    var record = record("Größe 👍 card");
    assertThat(record.path("langs").get(0).asString()).isEqualTo("en");
    var card = record.path("embed").path("external");
    assertThat(card.path("uri").asString()).startsWith("https://blog.example/");
    assertThat(card.path("thumb").path("size").asInt()).isBetween(1, 1_000_000);
    var facet = record.path("facets").get(0);
    var text = record.path("text").asString().getBytes(UTF_8);
    var start = facet.path("index").path("byteStart").asInt();
    var end = facet.path("index").path("byteEnd").asInt();
    assertThat(new String(text, start, end - start, UTF_8)).isEqualTo("#SlowTrains");
    assertThat(facet.path("features").get(0).path("tag").asString()).isEqualTo("SlowTrains");
  }

  @Test
  void the_same_delivery_sent_again_after_the_answer_was_lost_is_one_record() throws Exception {
    var deaf = new Deaf(http());
    var channel = channel(deaf);
    var key = key();
    var payload = prepared(channel, "lost answer", key);
    deaf.deaf = true;
    assertThat(channel.publish(payload, key)).isInstanceOf(Outcome.Unknown.class);
    deaf.deaf = false;
    assertThat(channel.find(payload, key, Instant.now())).isInstanceOf(Sighting.Found.class);
    assertThat(channel.publish(payload, key)).isInstanceOf(Outcome.Published.class);
    assertThat(count("lost answer")).isEqualTo(1);
  }

  @Test
  void four_at_once_make_one_record() throws Exception {
    var channel = channel(http());
    var key = key();
    var payload = prepared(channel, "four at once", key);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var calls =
          IntStream.range(0, 4)
              .<Callable<Outcome>>mapToObj(it -> () -> channel.publish(payload, key))
              .toList();
      for (var outcome : threads.invokeAll(calls)) {
        assertThat(outcome.get()).isInstanceOf(Outcome.Published.class);
      }
    }
    assertThat(count("four at once")).isEqualTo(1);
  }

  @Test
  void a_post_that_was_prepared_twice_is_still_one_record() throws Exception {
    var channel = channel(http());
    var key = key();
    assertThat(channel.publish(prepared(channel, "prepared twice", key), key))
        .isInstanceOf(Outcome.Published.class);
    var again =
        new Payload(
            prepared(channel, "prepared twice", key).body().replace("\"en\"", "\"hi\""), "");
    assertThat(channel.publish(again, key)).isInstanceOf(Outcome.AlreadyPublished.class);
    assertThat(count("prepared twice")).isEqualTo(1);
    assertThat(record("prepared twice").path("langs").get(0).asString()).isEqualTo("en");
  }

  @Test
  void a_restarted_daemon_does_not_log_in_again() throws Exception {
    var counting = counting(http());
    var first = channel(counting);
    var key = key();
    first.publish(prepared(first, "before the restart", key), key);
    assertThat(logIns()).isEqualTo(1);
    var second = channel(counting);
    var next = key();
    assertThat(second.publish(prepared(second, "after the restart", next), next))
        .isInstanceOf(Outcome.Published.class);
    assertThat(second.check()).isEqualTo(new Health.Good("@asha.test", Optional.empty()));
    assertThat(logIns()).isEqualTo(1);
  }

  @Test
  void a_session_that_is_broken_is_replaced_and_the_post_goes_out() throws Exception {
    var counting = counting(http());
    var channel = channel(counting);
    var key = key();
    var payload = prepared(channel, "broken session", key);
    var session = Session.of(keyring.get("session").orElseThrow()).orElseThrow();
    keyring.put(
        "session", new Session(session.home(), Secret.of("garbage"), session.refresh()).stored());
    assertThat(channel.publish(payload, key)).isInstanceOf(Outcome.Published.class);
    assertThat(asked).filteredOn(it -> it.endsWith("refreshSession")).hasSize(1);
    assertThat(logIns()).as("a refresh is no log-in").isEqualTo(1);
    assertThat(count("broken session")).isEqualTo(1);
  }

  @Test
  void a_wrong_password_is_told_and_costs_one_log_in() throws Exception {
    var counting = counting(http());
    var channel = channel(counting);
    keyring.put("password", Secret.of("aaaa-bbbb-cccc-dddd"));
    var prepared = channel.prepare(channel.compose(article("no"), template()), key());
    assertThat(prepared)
        .isInstanceOfSatisfying(
            Preparation.NotReady.class,
            it -> {
              assertThat(it.outcome()).isInstanceOf(Outcome.Unauthorized.class);
              assertThat(it.outcome().reason()).doesNotContain("aaaa-bbbb");
            });
    assertThat(logIns()).isEqualTo(1);
    assertThat(channel.check()).isInstanceOf(Health.Bad.class);
  }

  private Channel channel(Http http) {
    keyring.put("password", Secret.of(pds.appPassword()));
    var sections =
        Sections.of("id = \"b\"\nhandle = \"asha.test\"\napi = \"" + pds.address() + "\"");
    var opener = new Bluesky().read(sections.section());
    assertThat(sections.problems()).isEmpty();
    return opener.open(
        new ChannelContext(new ChannelId("b"), http, keyring, InstantSource.system()));
  }

  private static Http http() {
    return egress.http(List.of("127.0.0.1"));
  }

  private Http counting(Http http) {
    return request -> {
      asked.add(request.uri().getPath());
      return http.send(request);
    };
  }

  private long logIns() {
    return asked.stream().filter(it -> it.endsWith("createSession")).count();
  }

  private static Payload prepared(Channel channel, String title, DeliveryKey key) throws Exception {
    var prepared = channel.prepare(channel.compose(article(title), template()), key);
    assertThat(prepared).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepared).payload();
  }

  private static Template template() throws Exception {
    return Template.compile(new Bluesky().defaultTemplate());
  }

  private static DeliveryKey key() {
    var salt = SALT.incrementAndGet();
    return new DeliveryKey(
        "tidings-" + salt, Instant.ofEpochMilli(System.currentTimeMillis()), salt);
  }

  private static Article article(String title) {
    return new Article(
        new ArticleId(1),
        new FeedId("blog"),
        Optional.of(URI.create("https://blog.example/" + title.hashCode())),
        title,
        "What it is about.",
        "",
        Optional.empty(),
        List.of("slow trains"),
        Optional.of("en"),
        Optional.of(new Article.Image(blog.uri("/picture.png"), Optional.of("A train"))),
        Optional.empty(),
        Instant.EPOCH);
  }

  private static List<JsonNode> records(String title) {
    return pds.posts().stream()
        .map(it -> it.path("value"))
        .filter(it -> it.path("text").asString("").startsWith(title))
        .collect(Collectors.toList());
  }

  private static long count(String title) {
    return records(title).size();
  }

  private static JsonNode record(String title) {
    return records(title).getFirst();
  }

  private static byte[] picture() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  /// Does what it is asked, and on demand loses the answer.
  private static final class Deaf implements Http {
    private final Http http;
    private boolean deaf;

    Deaf(Http http) {
      this.http = http;
    }

    @Override
    public Reply send(org.tidings.http.Request request) {
      var reply = http.send(request);
      return deaf ? new Reply.NoAnswer("the line went dead") : reply;
    }
  }
}
