// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Request;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// A channel on the fake LinkedIn, with a clock to turn.
final class Network implements AutoCloseable {
  final SettableClock clock = new SettableClock(NOW);
  final FakeLinkedIn linkedin;
  final FakeKeyring keyring = new FakeKeyring();
  final List<Request> requests = new ArrayList<>();
  private final Egress egress = Egress.open("1.0");

  Network() {
    try {
      linkedin = new FakeLinkedIn(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Logged in as the member.
  Network login() {
    linkedin.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
    return this;
  }

  /// Logged in with these scopes, as `connect` would have stored it.
  Network login(String... scopes) {
    keyring.put("tokens", Secret.of(linkedin.tokens(linkedin.newToken(scopes))));
    return this;
  }

  Channel channel(String... keys) {
    return opener(keys).open(context());
  }

  ChannelType.Opener opener(String... keys) {
    var sections = Sections.of(linkedin.toml() + String.join("\n", keys));
    var section = sections.section();
    assertThat(section.text("type")).hasValue("linkedin");
    var opener = new LinkedIn().read(section);
    assertThat(sections.problems()).isEmpty();
    return opener;
  }

  ChannelContext context() {
    Http http = egress.http(List.of("127.0.0.1"));
    return new ChannelContext(
        new ChannelId("network"),
        request -> {
          requests.add(request);
          return http.send(request);
        },
        keyring,
        clock);
  }

  Http http() {
    return egress.http(List.of("127.0.0.1"));
  }

  /// Prepares, waiting as asked, and publishes.
  Outcome publish(Channel channel, Post post, DeliveryKey key) {
    return channel.publish(payload(channel, post, key), key);
  }

  Outcome publish(Channel channel, Post post) {
    return publish(channel, post, KEY);
  }

  Payload payload(Channel channel, Post post, DeliveryKey key) {
    for (var tries = 0; tries < 20; tries++) {
      switch (channel.prepare(post, key)) {
        case Preparation.Ready(var payload) -> {
          return payload;
        }
        case Preparation.NotReady(Outcome.Deferred(_, var wait)) ->
            clock.advance(wait.orElse(Duration.ofSeconds(15)));
        case Preparation.NotReady(var other) -> throw new AssertionError(other.toString());
      }
    }
    throw new AssertionError("never ready");
  }

  /// A post with a card and no picture.
  static Post post(String text) {
    return post(text, Optional.empty());
  }

  static Post post(String text, Optional<Post.Picture> picture) {
    var link = URI.create("https://blog.example/" + text.hashCode());
    return new Post(
        text,
        List.of(),
        Optional.of(link),
        Optional.of(new Post.Card(link, text, "What it is about.", picture)),
        picture,
        Optional.empty(),
        text,
        false);
  }

  static DeliveryKey key(String name) {
    return new DeliveryKey("tidings-0000000000000-" + name, NOW, 1);
  }

  static Template template(String source) {
    try {
      return Template.compile(source);
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    egress.close();
    linkedin.close();
  }
}
