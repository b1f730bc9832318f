// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.channel.x.X;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakePost;
import org.tidings.demo.x.FakeX;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretRef;

/// X, from the queue down to the wire: whatever is lost on the way, one post; and an account whose
/// single-use token got lost stops, and loses nothing.
class XLostAnswerTest extends WithNetwork<FakeX> {
  private final Http http = egress.http(List.of("127.0.0.1"));
  private final FakeKeyring keyring = new FakeKeyring();

  @Override
  FakeX start() throws IOException {
    return new FakeX(queue.clock);
  }

  static Stream<Arguments> misfortunes() {
    var lost = new FakeFault.LoseAnswer();
    var cut = new FakeFault.LoseRequest();
    var stored = new FakeFault.StoreAnd(503, Map.of(), "{}");
    var down = new FakeFault.Status(502, Map.of(), "<h1>Bad gateway</h1>");
    var full = new FakeFault.Status(429, Map.of(), "{}");
    return Stream.of("oauth1", "oauth2")
        .flatMap(
            auth ->
                Stream.of(
                    Arguments.of(auth, List.of(lost)),
                    Arguments.of(auth, List.of(cut)),
                    Arguments.of(auth, List.of(stored)),
                    Arguments.of(auth, List.of(down, full, lost)),
                    Arguments.of(auth, List.of(cut, cut, stored))));
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void whatever_is_lost_there_is_one_post(String auth, List<FakeFault> faults) {
    var channel = connected(auth, keyring);
    var first = queue.enqueue("How we moved four terabytes");
    var second = queue.enqueue("And what came after");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.posts())
        .extracting(FakePost::text)
        .containsExactly("How we moved four terabytes", "And what came after");
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  @Test
  void without_credits_nothing_is_lost_and_the_owner_is_told() {
    var channel = connected("oauth1", keyring);
    var id = queue.enqueue("a");
    server.credits(false);
    queue.run(channel, Duration.ofDays(5));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    assertThat(queue.outbox().account(OutboxFixture.CHANNEL).reason()).contains("buy some");
    server.credits(true);
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.posts()).hasSize(1);
  }

  /// Two hours' access, renewed over days; the refresh token is another one each time.
  @Test
  void tokens_are_renewed_for_as_long_as_it_takes() {
    var channel = connected("oauth2", keyring);
    for (var day = 0; day < 10; day++) {
      queue.enqueue("post " + day);
      queue.drain(channel);
      queue.clock.advance(Duration.ofHours(25));
    }
    assertThat(server.posts()).hasSize(10);
  }

  /// The process dies when X has given the new pair and it is not stored: the old token was used.
  @Test
  void a_death_between_renewal_and_storing_stops_the_account_and_loses_nothing() {
    var dying = new DyingKeyring(keyring);
    var channel = connected("oauth2", dying);
    var id = queue.enqueue("a");
    queue.clock.advance(Duration.ofHours(3));
    dying.dies = true;
    assertThatThrownBy(() -> queue.drain(channel)).isInstanceOf(OutOfMemoryError.class);
    queue.restart();
    dying.dies = false;
    queue.run(connected("oauth2", dying), Duration.ofDays(2));
    assertThat(server.posts()).isEmpty();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    assertThat(queue.outbox().account(OutboxFixture.CHANNEL).remedy())
        .contains("run: tidings connect fake");
    keyring.put("tokens", Secret.of(server.tokens()));
    queue.run(connected("oauth2", keyring), Duration.ofHours(12));
    assertThat(server.posts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth1", "oauth2"})
  void connecting_stores_what_proved_good(String auth) {
    var health = connect(auth, new ArrayDeque<>(answers(auth)));
    assertThat(health).isEqualTo(new Health.Good("@asha", Optional.empty()));
    var channel = opener(auth).open(context(keyring));
    queue.enqueue("a");
    queue.drain(channel);
    assertThat(server.posts()).hasSize(1);
  }

  @Test
  void a_bad_reconnect_leaves_the_good_keys_alone() {
    connect("oauth1", new ArrayDeque<>(server.keys()));
    var before = keyring.get("oauth1");
    var health = connect("oauth1", new ArrayDeque<>(List.of("no", "such", "12-x", "keys")));
    assertThat(health).isInstanceOf(Health.Bad.class);
    assertThat(keyring.get("oauth1")).isEqualTo(before);
  }

  private List<String> answers(String auth) {
    return auth.equals("oauth1") ? server.keys() : List.of("-");
  }

  private Health connect(String auth, Deque<String> answers) {
    return opener(auth)
        .connector()
        .orElseThrow()
        .connect(
            context(keyring),
            new Connector.Dialog() {
              @Override
              public void say(String line) {}

              @Override
              public String ask(String question) {
                return answers.remove();
              }

              @Override
              public URI visit(URI page, URI redirect) {
                var request = Request.get(page);
                var limits = request.limits();
                var once =
                    new Request.Limits(limits.connect(), limits.total(), limits.bodyBytes(), 0);
                var answer = (Reply.Answer) http.send(request.with(once));
                return URI.create(answer.headers().first("Location").orElseThrow());
              }

              @Override
              public Secret askSecret(String question) {
                return Secret.of(answers.remove());
              }
            });
  }

  private Channel connected(String auth, Keyring keys) {
    if (keyring.get("tokens").isEmpty()) {
      keyring.put("tokens", Secret.of(server.tokens()));
    }
    keyring.put("account", Secret.of("12 asha"));
    server.credentials().forEach((name, it) -> keyring.put(name, Secret.of(it)));
    return opener(auth).open(context(keys));
  }

  private ChannelType.Opener opener(String auth) {
    return new X()
        .read(
            Sections.of("auth = \"" + auth + "\"\nclient_id = \"me\"\n" + server.toml()).section());
  }

  private ChannelContext context(Keyring keys) {
    return new ChannelContext(OutboxFixture.CHANNEL, http, keys, queue.clock);
  }

  /// The process dies whenever it stores something.
  private static final class DyingKeyring implements Keyring {
    private final Keyring keyring;
    private boolean dies;

    DyingKeyring(Keyring keyring) {
      this.keyring = keyring;
    }

    @Override
    public Optional<Secret> get(String name) {
      return keyring.get(name);
    }

    @Override
    public void put(String name, Secret value) {
      if (dies) {
        throw new OutOfMemoryError("the process dies here");
      }
      keyring.put(name, value);
    }

    @Override
    public void remove(String name) {
      keyring.remove(name);
    }

    @Override
    public <T> T alone(Supplier<T> work) {
      return keyring.alone(work);
    }

    @Override
    public Secret resolve(SecretRef reference, String name) {
      return keyring.resolve(reference, name);
    }
  }
}
