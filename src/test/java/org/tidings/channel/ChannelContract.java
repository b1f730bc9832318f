// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.tidings.article.ArticleSamples;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.http.StubServer.Behaviour;
import org.tidings.post.Composer;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.secret.Keyring;

/// What holds for every platform that is reached over HTTP. A platform's test says what its server
/// is asked and answers; everything else is proved here.
///
/// The golden request is `src/test/resources/channel/<type>/publish.http`: lines with `#` on top
/// name the source; `{server}` stands for the server's host and port.
public abstract class ChannelContract {
  /// Every secret that [#credentials] stores must contain it.
  protected static final String CANARY = "canary-5f3a9c7e";

  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  public static final DeliveryKey KEY =
      new DeliveryKey(
          "tidings-0f8fad5b-d9cb-469f-a165-70867728950e",
          Instant.parse("2026-11-24T11:59:30.123Z"),
          305_419_896L);

  /// How a server answers the request to publish, and what that means.
  ///
  /// @param asked the server's own wait, if it is Deferred
  protected record Row(
      String name, Behaviour answer, Class<? extends Outcome> outcome, Optional<Duration> asked) {
    public Row(String name, Behaviour answer, Class<? extends Outcome> outcome) {
      this(name, answer, outcome, Optional.empty());
    }

    public Row(String name, Behaviour answer, Duration asked) {
      this(name, answer, Outcome.Deferred.class, Optional.of(asked));
    }
  }

  protected abstract ChannelType type();

  /// The keys of the type's section for that server.
  protected abstract String toml(StubServer server);

  /// Stores the account's secrets.
  protected abstract void credentials(Keyring keyring);

  /// Routes that publishing needs besides the one that publishes.
  protected void routes(StubServer server) {}

  /// The path that publishing is a POST to.
  protected abstract String publishPath();

  /// What the platform answers to a post it took.
  protected abstract StubAnswer accepted();

  /// What [#accepted] says.
  protected abstract Receipt receipt();

  /// Every row of the platform's error table.
  protected abstract List<Row> errors();

  /// The words as they stand in the request to publish.
  protected abstract String words(StubRequest request);

  /// Whether an answer of 2xx is evidence only if it can be read.
  protected boolean answerNamesPost() {
    return true;
  }

  @Test
  void the_request_is_exactly_the_golden_one() throws IOException {
    try (var bench = bench(accepted())) {
      assertThat(bench.publishes(ordinary(bench))).isInstanceOf(Outcome.Published.class);
      Golden.check(type().name(), "publish", bench.request(), bench.server());
    }
  }

  /// `plan` shows what is in the post.
  @Test
  void a_picture_is_in_the_post_only_where_it_goes_along() {
    try (var bench = bench(accepted())) {
      var post = ordinary(bench);
      assertThat(bench.publishes(post)).isInstanceOf(Outcome.Published.class);
      post.picture()
          .ifPresent(
              picture -> {
                assertThat(post.card()).as("or else it is the card's").isEmpty();
                assertThat(bench.fetched().contains(picture.url()) || shows(bench, picture))
                    .as("%s goes along", picture.url())
                    .isTrue();
              });
    }
  }

  private static boolean shows(Bench bench, Post.Picture picture) {
    return Golden.text(bench.request(), bench.server()).contains(picture.url().toString());
  }

  @Test
  void id_and_address_are_read_from_the_answer() {
    try (var bench = bench(accepted())) {
      assertThat(bench.publishes(ordinary(bench))).isEqualTo(new Outcome.Published(receipt()));
    }
  }

  @Test
  void a_second_attempt_sends_the_same_bytes_and_key() {
    try (var bench = bench(Misbehaviour.closes(), accepted())) {
      var payload = bench.payload(ordinary(bench));
      bench.channel().publish(payload, KEY);
      bench.reopened().publish(payload, KEY);
      var requests = bench.server().requests(publishPath());
      assertThat(requests).hasSize(2);
      assertThat(Golden.text(requests.get(1), bench.server()))
          .isEqualTo(Golden.text(requests.get(0), bench.server()));
    }
  }

  @TestFactory
  Stream<DynamicTest> every_row_of_the_error_table() {
    return errors().stream()
        .map(
            row ->
                dynamicTest(
                    row.name(),
                    () -> {
                      try (var bench = bench(row.answer())) {
                        var outcome = bench.publishes(ordinary(bench));
                        assertThat(outcome).isInstanceOf(row.outcome());
                        assertThat(asked(outcome)).isEqualTo(row.asked());
                        assertThat(reason(outcome)).hasSizeLessThan(400).doesNotContain(CANARY);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> without_a_whole_answer_it_may_be_live() {
    return Stream.of(
            new Row("closes", Misbehaviour.closes(), Outcome.Unknown.class),
            new Row("resets", Misbehaviour.resets(), Outcome.Unknown.class),
            new Row("no HTTP", Misbehaviour.garbage(), Outcome.Unknown.class),
            new Row(
                "cut body",
                Misbehaviour.cuts(StubAnswer.json(200, "{\"id\": \"1\"}"), 3),
                Outcome.Unknown.class))
        .map(this::unknown);
  }

  @TestFactory
  Stream<DynamicTest> a_success_that_names_no_post_may_be_live() {
    return Stream.of(
            new Row("no body", StubAnswer.status(200), Outcome.Unknown.class),
            new Row("page", StubAnswer.ok("text/html", "<h1>Hi</h1>"), Outcome.Unknown.class),
            new Row("broken", StubAnswer.json(200, "{\"id\":"), Outcome.Unknown.class),
            new Row("a list", StubAnswer.json(200, "[]"), Outcome.Unknown.class),
            new Row("no id", StubAnswer.json(200, "{}"), Outcome.Unknown.class))
        .filter(_ -> answerNamesPost())
        .map(this::unknown);
  }

  private DynamicTest unknown(Row row) {
    return dynamicTest(
        row.name(),
        () -> {
          try (var bench = bench(row.answer())) {
            assertThat(bench.publishes(ordinary(bench))).isInstanceOf(row.outcome());
            assertThat(bench.server().requests(publishPath())).hasSize(1);
          }
        });
  }

  @Test
  @Timeout(30)
  void nobody_listens_so_nothing_was_posted() throws IOException {
    try (var bench = bench(accepted())) {
      var payload = bench.payload(ordinary(bench));
      bench.server().close();
      awaitSilence(bench.server().port());
      assertThat(bench.channel().publish(payload, KEY)).isInstanceOf(Outcome.Deferred.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatever_a_feed_says_goes_out_well_formed_and_fits() {
    return Stream.of(
            ArticleSamples.hostile(),
            ArticleSamples.emoji(),
            ArticleSamples.arabic(),
            ArticleSamples.hindi(),
            ArticleSamples.japanese(),
            ArticleSamples.titled("long words \"of\" \\ a title ".repeat(400)))
        .map(
            article ->
                dynamicTest(
                    article.title().substring(0, Math.min(20, article.title().length())),
                    () -> {
                      try (var bench = bench(accepted())) {
                        var post = bench.channel().compose(article, template());
                        assertThat(bench.publishes(post)).isInstanceOf(Outcome.Published.class);
                        assertThat(words(bench.request())).isEqualTo(post.text());
                        assertThat(Composer.measure(post, bench.channel().limits()))
                            .allMatch(it -> it.fits());
                      }
                    }));
  }

  /// Even if a server repeats the secret in its refusal.
  @Test
  void no_secret_is_ever_told() {
    var told = "Bearer " + CANARY + " " + CANARY;
    var refusals =
        Stream.of(400, 401, 403, 404, 422, 429, 500)
            .map(it -> (Behaviour) StubAnswer.json(it, "{\"error\":\"" + told + "\"}"))
            .toArray(Behaviour[]::new);
    try (var log = new LogWatch();
        var bench = bench(refusals)) {
      var payload = bench.payload(ordinary(bench));
      assertThat(payload.toString()).doesNotContain(CANARY);
      for (var _ : refusals) {
        assertThat(bench.channel().publish(payload, KEY).toString()).doesNotContain(CANARY);
      }
      assertThat(bench.channel().toString()).doesNotContain(CANARY);
      assertThat(bench.channel().check().toString()).doesNotContain(CANARY);
      assertThat(log.lines()).noneMatch(it -> it.contains(CANARY));
    }
  }

  /// Whatever the server answers to it, nothing is published.
  @Test
  void only_a_type_that_says_so_changes_posts() {
    try (var bench = bench(accepted())) {
      var post = ordinary(bench);
      var sent = bench.payload(post);
      var before = bench.server().requests().size();
      var revision =
          bench.channel().revise(receipt().remoteId(), post, sent, Set.of("what it said"));
      if (type().revises()) {
        assertThat(bench.server().requests()).hasSizeGreaterThan(before);
      } else {
        assertThat(revision).isInstanceOf(Revision.Refused.class);
        assertThat(bench.server().requests()).hasSize(before);
      }
      assertThat(revision.toString()).doesNotContain(CANARY);
      assertThat(bench.server().requests(publishPath())).isEmpty();
    }
  }

  @Test
  void only_the_configured_host_is_called() {
    try (var bench = bench(accepted())) {
      bench.publishes(ordinary(bench));
      bench.channel().check();
      assertThat(bench.hosts()).containsOnly(bench.server().uri("/").getAuthority());
    }
  }

  /// A channel of the type on a server that answers so to publishing.
  protected final Bench bench(Behaviour... answers) {
    var server = StubServer.start();
    routes(server);
    server.on("POST", publishPath(), answers);
    return Bench.open(type(), toml(server), server, publishPath(), this::credentials);
  }

  /// A listener that is being closed may still take one connection, or reset it.
  private static void awaitSilence(int port) throws IOException {
    while (true) {
      try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        assertThat(socket.isConnected()).isTrue();
      } catch (ConnectException _) {
        return;
      } catch (SocketException _) {
        Thread.onSpinWait();
      }
    }
  }

  private Post ordinary(Bench bench) {
    return bench.channel().compose(ArticleSamples.ordinary(), template());
  }

  private Template template() {
    try {
      return Template.compile(type().defaultTemplate());
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Duration> asked(Outcome outcome) {
    return outcome instanceof Outcome.Deferred(_, var asked) ? asked : Optional.empty();
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotPosted it -> it.reason();
      case Outcome.Unknown(var reason) -> reason;
      case Outcome.Duplicate(var reason, _) -> reason;
      case Outcome.Published _, Outcome.AlreadyPublished _ -> "";
    };
  }
}
