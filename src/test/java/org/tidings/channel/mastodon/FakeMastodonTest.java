// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakeMastodon;
import org.tidings.demo.FakeStatus;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.post.Post;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// The channel and the fake server, each proving the other.
class FakeMastodonTest {
  private final SettableClock clock = new SettableClock(NOW);
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();
  private final StubServer blog = StubServer.start();
  private FakeMastodon server;

  @BeforeEach
  void open() throws IOException {
    server = new FakeMastodon(clock);
    blog.on("GET", "/disks.png", StubAnswer.ok("image/png", png()));
  }

  @AfterEach
  void close() {
    server.close();
    blog.close();
    egress.close();
  }

  @Test
  void connecting_ends_with_a_token_that_posts() {
    var said = new ArrayList<String>();
    var health = connect(it -> code(it.getLast()), said);
    assertThat(health)
        .isInstanceOfSatisfying(
            Health.Good.class, it -> assertThat(it.account()).startsWith("@asha@127.0.0.1:"));
    assertThat(said.getLast())
        .startsWith(server.address() + "/oauth/authorize?")
        .contains("code_challenge_method=S256", "state=", "scope=write%3Astatuses+write%3Amedia");
    assertThat(publish("A", KEY.idempotency())).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_wrong_code_leaves_the_good_token_alone() {
    keyring.put("token", Secret.of(server.token()));
    assertThat(connect(_ -> "wrong", new ArrayList<>()))
        .isEqualTo(new Health.Bad("HTTP 400: invalid_grant", "tidings connect network"));
    assertThat(keyring.get("token")).hasValue(Secret.of(server.token()));
  }

  @Test
  void a_token_that_does_not_work_is_not_stored() {
    keyring.put("token", Secret.of(server.token()));
    var health =
        connect(
            it -> {
              var code = code(it.getLast());
              server.revokeTokens();
              return code;
            },
            new ArrayList<>());
    assertThat(health).isInstanceOf(Health.Bad.class);
    assertThat(keyring.get("token")).hasValue(Secret.of(server.token()));
  }

  @Test
  void the_same_key_makes_one_post_only_where_it_is_honoured() {
    keyring.put("token", Secret.of(server.token()));
    publish("A", "one");
    publish("A", "one");
    publish("A", "two");
    assertThat(server.ledger())
        .extracting(it -> it.key().orElseThrow())
        .containsExactly("one", "two");
    clock.advance(Duration.ofMinutes(61));
    publish("A", "two");
    assertThat(server.ledger()).as("keys are forgotten after an hour").hasSize(3);
    server.honourKeys(false);
    publish("A", "two");
    assertThat(server.ledger()).hasSize(4);
  }

  @Test
  void faults_happen_once_each_in_order() {
    keyring.put("token", Secret.of(server.token()));
    server.fail(
        new FakeFault.LoseRequest(),
        new FakeFault.LoseAnswer(),
        new FakeFault.Delay(Duration.ofMillis(1)),
        new FakeFault.Status(500, Map.of(), "{}"));
    assertThat(publish("a", "1")).isInstanceOf(Outcome.Unknown.class);
    assertThat(server.ledger()).isEmpty();
    assertThat(publish("b", "2")).isInstanceOf(Outcome.Unknown.class);
    assertThat(server.ledger()).hasSize(1);
    assertThat(publish("c", "3")).isInstanceOf(Outcome.Published.class);
    assertThat(publish("d", "4")).isInstanceOf(Outcome.Unknown.class);
    assertThat(publish("e", "5")).isInstanceOf(Outcome.Published.class);
    assertThat(server.ledger()).extracting(FakeStatus::text).containsExactly("b", "c", "e");
  }

  @Test
  @Timeout(30)
  void held_answers_come_when_they_are_let_go() {
    keyring.put("token", Secret.of(server.token()));
    server.holdAnswers(true);
    var outcome = CompletableFuture.supplyAsync(() -> publish("a", "1"));
    while (server.ledger().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(outcome).isNotDone();
    server.holdAnswers(false);
    assertThat(outcome.join()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void what_is_too_long_for_the_platform_is_refused_in_its_own_count() {
    keyring.put("token", Secret.of(server.token()));
    var link = " https://blog.example/" + "x".repeat(300);
    assertThat(publish("👨‍👩‍👧‍👦".repeat(476) + link, "1"))
        .isInstanceOf(Outcome.Published.class);
    assertThat(publish("👨‍👩‍👧‍👦".repeat(477) + link, "2"))
        .isEqualTo(
            new Outcome.Rejected(
                "HTTP 422: Validation failed: Text character limit of 500 exceeded"));
  }

  @Test
  void a_revoked_token_pauses_the_channel() {
    keyring.put("token", Secret.of(server.token()));
    server.revokeTokens();
    assertThat(publish("a", "1"))
        .isEqualTo(new Outcome.Unauthorized("HTTP 401: The access token is invalid"));
  }

  @Test
  void a_picture_goes_along_with_its_alt_text() {
    keyring.put("token", Secret.of(server.token()));
    var payload = ready(prepare("/disks.png"));
    assertThat(channel().publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(server.ledger().getFirst().media())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.alt()).isEqualTo("Two racks, “half” empty\nहिन्दी");
              assertThat(it.type()).isEqualTo("image/png");
            });
  }

  @Test
  void a_slow_picture_is_waited_for_and_uploaded_once() {
    keyring.put("token", Secret.of(server.token()));
    server.slowMedia(true);
    for (var look = 0; look < 3; look++) {
      assertThat(prepare("/disks.png"))
          .isEqualTo(
              new Preparation.NotReady(
                  new Outcome.Deferred(
                      "the server still works on the picture",
                      Optional.of(Duration.ofSeconds(2)))));
    }
    server.slowMedia(false);
    var body = ready(prepare("/disks.png")).body();
    assertThat(body).contains("\"media_ids\":[");
    assertThat(blog.requests()).hasSize(1);
    channel().publish(new Payload(body, ""), KEY);
    assertThat(keyring.get("media-" + KEY.idempotency())).isEmpty();
  }

  @Test
  void a_stuck_picture_is_left_out_in_the_end() {
    keyring.put("token", Secret.of(server.token()));
    server.slowMedia(true);
    assertThat(prepare("/disks.png")).isInstanceOf(Preparation.NotReady.class);
    clock.advance(Duration.ofSeconds(121));
    assertThat(ready(prepare("/disks.png")).body()).doesNotContain("media_ids");
  }

  @Test
  void a_picture_that_is_not_there_costs_no_post() {
    keyring.put("token", Secret.of(server.token()));
    assertThat(ready(prepare("/gone.png")).body()).doesNotContain("media_ids");
  }

  @Test
  void a_purged_picture_is_uploaded_anew() throws IOException {
    keyring.put("token", Secret.of(server.token()));
    var stale = ready(prepare("/disks.png"));
    server.close();
    server = new FakeMastodon(clock);
    keyring.put("token", Secret.of(server.token()));
    assertThat(channel().publish(stale, KEY)).isInstanceOf(Outcome.Stale.class);
    assertThat(channel().publish(ready(prepare("/disks.png")), KEY))
        .isInstanceOf(Outcome.Published.class);
  }

  @Test
  void the_page_shows_posts_and_runs_nothing() {
    keyring.put("token", Secret.of(server.token()));
    publish("<script>alert(1)</script> #Deux_2 https://blog.example/?a=1&b=\"x\n\nend", "\"><b>");
    var page = Jsoup.parse(get("/"));
    assertThat(page.select("script, b:not(.who b)")).isEmpty();
    assertThat(page.select("article .words").text())
        .startsWith("<script>alert(1)</script> #Deux_2");
    assertThat(page.select("a.hashtag").eachText()).containsExactly("#Deux_2");
    assertThat(page.select(".words p")).hasSize(2);
    assertThat(page.select("meta[http-equiv=refresh]")).hasSize(1);
    assertThat(page.select("link, iframe, object, img[src^=http]")).isEmpty();
  }

  @Test
  void the_ledger_can_be_read_as_json() {
    keyring.put("token", Secret.of(server.token()));
    publish("A https://blog.example/a", "k");
    var line = MastodonChannelTest.json(get("/ledger")).path(0);
    assertThat(line.path("text").asString()).isEqualTo("A https://blog.example/a");
    assertThat(line.path("links").path(0).asString()).isEqualTo("https://blog.example/a");
    assertThat(line.path("key").asString()).isEqualTo("k");
    assertThat(line.path("visibility").asString()).isEqualTo("public");
  }

  private Preparation prepare(String picture) {
    var post =
        new Post(
            "A",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Post.Picture(blog.uri(picture), "Two racks, “half” empty\nहिन्दी")),
            Optional.empty(),
            "A",
            false);
    return channel().prepare(post, KEY);
  }

  private static Payload ready(Preparation preparation) {
    assertThat(preparation).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) preparation).payload();
  }

  private Outcome publish(String text, String key) {
    var body = Json.object().put("status", text).put("visibility", "public").toString();
    return channel().publish(new Payload(body, ""), new DeliveryKey(key, KEY.madeAt(), KEY.salt()));
  }

  private Channel channel() {
    return opener().open(context());
  }

  private ChannelType.Opener opener() {
    return new Mastodon()
        .read(Sections.of("image = true\nserver = \"" + server.address() + "\"").section());
  }

  private ChannelContext context() {
    return new ChannelContext(
        new ChannelId("network"), egress.http(List.of("127.0.0.1")), keyring, clock);
  }

  private Health connect(Function<List<String>, String> owner, List<String> said) {
    return opener()
        .connector()
        .orElseThrow()
        .connect(
            context(),
            new Connector.Dialog() {
              @Override
              public void say(String line) {
                said.add(line);
              }

              @Override
              public String ask(String question) {
                return owner.apply(said);
              }

              @Override
              public Secret askSecret(String question) {
                throw new AssertionError("nothing secret is asked for");
              }
            });
  }

  /// What the owner sees in the browser.
  private String code(String address) {
    var page = egress.http(List.of("127.0.0.1")).send(Request.get(URI.create(address)));
    return Jsoup.parse(((Reply.Answer) page).text()).select("#code").text();
  }

  private String get(String path) {
    var reply = egress.http(List.of("127.0.0.1")).send(Request.get(server.address().resolve(path)));
    assertThat(((Reply.Answer) reply).status()).isEqualTo(200);
    return ((Reply.Answer) reply).text();
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
