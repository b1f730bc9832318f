// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.SettableClock;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.demo.threads.FakeThreads;
import org.tidings.http.Egress;
import org.tidings.http.Request;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// A fake Threads, an account that is kept, and a clock to turn.
final class Network implements AutoCloseable {
  private final SettableClock clock = new SettableClock(NOW);
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();
  private final FakeThreads server;
  private final String keys;
  private final List<URI> asked = new ArrayList<>();

  /// Starts one, connected.
  ///
  /// @param keys of the channel, besides those that the server names
  Network(String keys) {
    this.keys = keys;
    try {
      server = new FakeThreads(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
  }

  FakeThreads server() {
    return server;
  }

  FakeKeyring keyring() {
    return keyring;
  }

  SettableClock clock() {
    return clock;
  }

  /// Every address that was asked.
  List<URI> asked() {
    return asked;
  }

  /// As a new process opens it.
  Channel channel() {
    return opener().open(context());
  }

  ChannelType.Opener opener() {
    var sections = Sections.of(keys + "\n" + server.toml().replaceFirst("(?m)^type = .*$", ""));
    var opener = new Threads().read(sections.section());
    assertThat(sections.problems()).isEmpty();
    return opener;
  }

  ChannelContext context() {
    var http = egress.http(List.of("127.0.0.1"));
    return new ChannelContext(
        new ChannelId("network"),
        request -> {
          asked.add(request.uri());
          return http.send(request);
        },
        keyring,
        clock);
  }

  org.tidings.http.Reply get(URI address) {
    return egress.http(List.of("127.0.0.1")).send(Request.get(address).with(Request.Limits.API));
  }

  Post ordinary() {
    return channel().compose(ArticleSamples.ordinary(), template(new Threads().defaultTemplate()));
  }

  static Template template(String source) {
    try {
      return Template.compile(source);
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  static Post post(String text, Optional<Post.Picture> picture) {
    return new Post(
        text,
        List.of(),
        Optional.of(URI.create("https://blog.example/2026/11/moving-house")),
        Optional.empty(),
        picture,
        Optional.empty(),
        "A",
        false);
  }

  Preparation prepare(Post post) {
    return channel().prepare(post, KEY);
  }

  Payload payload(Post post) {
    var prepared = prepare(post);
    assertThat(prepared).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepared).payload();
  }

  @Override
  public void close() {
    server.close();
    egress.close();
  }
}
