// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.NOW;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.channel.Golden;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.oauth.Tokens;
import org.tidings.post.Post;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// Every other request to X, letter by letter, and what its answers lead to while connecting.
class XRequestsTest {
  private static final String ME =
      "{\"data\":{\"id\":\"12\",\"name\":\"Asha\",\"username\":\"asha\"}}";

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();

  @BeforeEach
  void answer() {
    server.on("GET", "/2/users/me", StubAnswer.json(200, ME));
    server.on("POST", "/2/tweets", StubAnswer.json(201, "{\"data\":{\"id\":\"7\"}}"));
  }

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @Test
  void a_picture_and_its_description() throws IOException {
    server.on("GET", "/train.png", StubAnswer.ok("image/png", png()));
    server.on("POST", "/2/media/upload", StubAnswer.json(200, "{\"data\":{\"id\":\"4711\"}}"));
    server.on("POST", "/2/media/metadata", StubAnswer.json(200, "{}"));
    bearer();
    channel("auth = \"oauth2\"\nclient_id = \"me\"\nimage = true").prepare(post(), key());
    Golden.check(
        "x",
        "upload",
        Golden.text(server.requests("/2/media/upload").getFirst(), server)
            .replaceAll("\"media\":\"[\\w+/=]+\"", "\"media\":\"{base64}\""));
    Golden.check("x", "metadata", server.requests("/2/media/metadata").getFirst(), server);
  }

  @Test
  void a_description_is_cut_where_the_owner_says() throws IOException {
    server.on("GET", "/train.png", StubAnswer.ok("image/png", png()));
    server.on("POST", "/2/media/upload", StubAnswer.json(200, "{\"data\":{\"id\":\"4711\"}}"));
    server.on("POST", "/2/media/metadata", StubAnswer.json(200, "{}"));
    bearer();
    channel("auth = \"oauth2\"\nclient_id = \"me\"\nimage = true\nalt_text = 4")
        .prepare(post(), key());
    assertThat(Golden.text(server.requests("/2/media/metadata").getFirst(), server))
        .contains("\"text\":\"A t…\"");
  }

  @Test
  void whose_account_it_is() throws IOException {
    bearer();
    channel("auth = \"oauth2\"\nclient_id = \"me\"").check();
    Golden.check("x", "me", server.requests("/2/users/me").getFirst(), server);
  }

  /// The signature itself is proved in `AccessTest`; it depends on the port here.
  @Test
  void a_post_by_the_four_strings() throws IOException {
    new Access.Keys(
            server.uri("/").getAuthority(),
            Secret.of("the-key"),
            Secret.of("s"),
            Secret.of("12-the-token"),
            Secret.of("ts"))
        .store(keyring);
    var channel = channel("");
    var prepared = (Preparation.Ready) channel.prepare(post(), key());
    assertThat(channel.publish(prepared.payload(), key())).isInstanceOf(Outcome.Published.class);
    Golden.check(
        "x",
        "publish-oauth1",
        Golden.text(server.requests("/2/tweets").getFirst(), server)
            .replaceAll("oauth_(nonce|signature)=\"[^\"]+\"", "oauth_$1=\"{$1}\""));
  }

  @Test
  void a_renewal() throws IOException {
    new Tokens(
            server.uri("/").getAuthority(),
            Secret.of("old"),
            Optional.of(Secret.of("the-refresh")),
            Optional.of(NOW),
            Optional.empty(),
            NOW.minus(Duration.ofHours(2)),
            List.of())
        .store(keyring, Access.TOKENS);
    keyring.put(Api.CLIENT_SECRET, Secret.of("the-secret"));
    server.on("POST", "/2/oauth2/token", StubAnswer.json(200, granted("tweet.write")));
    channel("auth = \"oauth2\"\nclient_id = \"me\"").prepare(post(), key());
    Golden.check("x", "renew", server.requests("/2/oauth2/token").getFirst(), server);
  }

  /// Without each of them something fails later, when nobody looks.
  @ParameterizedTest
  @CsvSource({
    "tweet.read tweet.write users.read media.write offline.access, false, ''",
    "tweet.read tweet.write users.read offline.access, false, ''",
    "tweet.read tweet.write users.read offline.access, true, media.write",
    "tweet.read users.read media.write offline.access, false, tweet.write",
    "tweet.write users.read media.write offline.access, false, tweet.read",
    "tweet.read tweet.write media.write offline.access, false, users.read",
  })
  void what_posting_needs_must_have_been_allowed(String scopes, boolean image, String missing) {
    server.on("POST", "/2/oauth2/token", StubAnswer.json(200, granted(scopes)));
    var health = connect("auth = \"oauth2\"\nclient_id = \"me\"\nimage = " + image, "the-secret");
    if (missing.isEmpty()) {
      assertThat(health).isEqualTo(new Health.Good("@asha", Optional.empty()));
      assertThat(keyring.get(Access.TOKENS)).isPresent();
    } else {
      assertThat(((Health.Bad) health).reason()).isEqualTo("X did not allow " + missing);
      assertThat(keyring.get(Access.TOKENS)).isEmpty();
      assertThat(keyring.get(Api.CLIENT_SECRET)).isEmpty();
    }
  }

  @Test
  void access_that_can_not_be_renewed_is_not_taken() {
    server.on(
        "POST",
        "/2/oauth2/token",
        StubAnswer.json(
            200, "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"a\"}"));
    var health = connect("auth = \"oauth2\"\nclient_id = \"me\"", "-");
    assertThat(((Health.Bad) health).reason()).contains("offline.access");
  }

  @Test
  void tokens_that_may_only_read_are_told_at_once() {
    server.on("GET", "/2/users/me", StubAnswer.json(200, ME).header("x-access-level", "read"));
    var health = connect("", "k", "ks", "12-t", "ts");
    assertThat(((Health.Bad) health).remedy()).contains("Read and write");
    assertThat(keyring.get(Access.KEYS)).isEmpty();
  }

  /// An app without credits does not answer; that is no fault of the keys.
  @Test
  void what_connecting_again_does_not_mend_is_not_blamed_on_the_keys() {
    server.on("GET", "/2/users/me", StubAnswer.json(402, "{\"title\":\"CreditsDepleted\"}"));
    var health = (Health.Bad) connect("", " k ", "ks", "12-t", "ts");
    assertThat(health.reason()).contains("console.x.com");
    assertThat(health.remedy()).contains("check --live").doesNotContain("connect");
  }

  /// Whatever happens while new ones are tried, what was good stays; also the app's secret.
  @Test
  void a_reconnect_that_fails_changes_nothing() {
    server.on("POST", "/2/oauth2/token", StubAnswer.json(200, granted("tweet.write")));
    keyring.put(Access.TOKENS, Secret.of("{\"good\":1}"));
    keyring.put(Api.CLIENT_SECRET, Secret.of("the-secret"));
    server.on("GET", "/2/users/me", StubAnswer.status(503));
    var oauth2 = "auth = \"oauth2\"\nclient_id = \"me\"";
    assertThat(connect(oauth2, "no", "another-secret")).isInstanceOf(Health.Bad.class);
    server.on("POST", "/2/oauth2/token", StubAnswer.json(200, granted(all())));
    assertThat(connect(oauth2, "no", "another-secret")).isInstanceOf(Health.Unreachable.class);
    assertThat(keyring.get(Access.TOKENS)).contains(Secret.of("{\"good\":1}"));
    assertThat(keyring.get(Api.CLIENT_SECRET)).contains(Secret.of("the-secret"));
    assertThat(keyring.get("account")).isEmpty();
  }

  @Test
  void a_reconnect_may_use_the_secret_from_before_or_none() {
    server.on("POST", "/2/oauth2/token", StubAnswer.json(200, granted(all())));
    keyring.put(Api.CLIENT_SECRET, Secret.of("the-secret"));
    var oauth2 = "auth = \"oauth2\"\nclient_id = \"me\"";
    assertThat(connect(oauth2, "yes")).isInstanceOf(Health.Good.class);
    assertThat(server.requests("/2/oauth2/token").getFirst().header("Authorization"))
        .contains("Basic bWU6dGhlLXNlY3JldA=="); // me:the-secret
    assertThat(connect(oauth2, "no", "-")).isInstanceOf(Health.Good.class);
    assertThat(keyring.get(Api.CLIENT_SECRET)).as("a public app has none").isEmpty();
  }

  private static String all() {
    return String.join(" ", XSettings.SCOPES);
  }

  private static String granted(String scopes) {
    return "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"a\",\"refresh_token\":\"r\",\"scope\":\"%s\"}"
        .formatted(scopes);
  }

  private Health connect(String toml, String... typed) {
    var answers = new ArrayDeque<>(List.of(typed));
    return opener(toml).connector().orElseThrow().connect(context(), owner(answers));
  }

  private static Connector.Dialog owner(Deque<String> answers) {
    return new Connector.Dialog() {
      @Override
      public void say(String line) {}

      @Override
      public String ask(String question) {
        return answers.pop();
      }

      @Override
      public URI visit(URI page, URI redirect) {
        return URI.create(
            redirect + "?code=c&state=" + page.getRawQuery().replaceAll(".*state=([^&]*).*", "$1"));
      }

      @Override
      public Secret askSecret(String question) {
        return Secret.of(answers.pop());
      }
    };
  }

  private void bearer() {
    new Tokens(
            server.uri("/").getAuthority(),
            Secret.of("the-token"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW,
            List.of())
        .store(keyring, Access.TOKENS);
  }

  private Channel channel(String toml) {
    return opener(toml).open(context());
  }

  private ChannelType.Opener opener(String toml) {
    return new X().read(Sections.of(toml + "\napi = \"" + server.uri("") + "\"").section());
  }

  private ChannelContext context() {
    return new ChannelContext(
        new ChannelId("x"), egress.http(List.of("127.0.0.1")), keyring, new SettableClock(NOW));
  }

  private static org.tidings.channel.DeliveryKey key() {
    return ChannelContract.KEY;
  }

  private Post post() {
    return new Post(
        "Tea and trains\n\nhttps://blog.example/tea",
        List.of(),
        Optional.of(URI.create("https://blog.example/tea")),
        Optional.empty(),
        Optional.of(new Post.Picture(server.uri("/train.png"), "A train")),
        Optional.empty(),
        "Tea and trains",
        false);
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
