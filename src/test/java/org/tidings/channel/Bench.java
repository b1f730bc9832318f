// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.tidings.SettableClock;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.post.Post;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Keyring;

/// A channel at work: the real way out, a scripted server, a clock to turn, a note of every host
/// that was called.
public final class Bench implements AutoCloseable {
  /// Where the samples' pictures are, for channels that fetch one on their own.
  private static final String BLOG = "blog.example";

  private final StubServer server;
  private final String publishPath;
  private final Egress egress = Egress.open("1.0");
  private final Set<String> hosts = ConcurrentHashMap.newKeySet();
  private final Set<URI> fetched = ConcurrentHashMap.newKeySet();
  private final FakeKeyring keyring = new FakeKeyring();
  private final SettableClock clock = new SettableClock(ChannelContract.NOW);
  private final ChannelType.Opener opener;
  private Channel channel;

  private Bench(ChannelType type, String toml, StubServer server, String publishPath) {
    this.server = server;
    this.publishPath = publishPath;
    var sections = Sections.of(toml);
    opener = type.read(sections.section());
    assertThat(sections.problems()).isEmpty();
    channel = opener.open(context());
  }

  /// Starts with these keys on that server.
  public static Bench open(
      ChannelType type,
      String toml,
      StubServer server,
      String publishPath,
      Consumer<Keyring> credentials) {
    var bench = new Bench(type, toml, server, publishPath);
    credentials.accept(bench.keyring);
    return bench;
  }

  public Channel channel() {
    return channel;
  }

  /// The channel as a new process opens it.
  public Channel reopened() {
    channel = opener.open(context());
    return channel;
  }

  public ChannelType.Opener opener() {
    return opener;
  }

  public ChannelContext context() {
    Http http = egress.http(List.of("127.0.0.1"));
    return new ChannelContext(
        new ChannelId("account"),
        request -> {
          if (BLOG.equals(request.uri().getHost())) {
            fetched.add(request.uri());
            return new Reply.NotSent(Reply.Cause.UNREACHABLE, "the blog is not there");
          }
          hosts.add(request.uri().getAuthority());
          return http.send(request);
        },
        keyring,
        clock);
  }

  public StubServer server() {
    return server;
  }

  public Keyring keyring() {
    return keyring;
  }

  public SettableClock clock() {
    return clock;
  }

  /// Every host that was called so far, but for the blog's own.
  public Set<String> hosts() {
    return Set.copyOf(hosts);
  }

  /// What the blog was asked for.
  public Set<URI> fetched() {
    return Set.copyOf(fetched);
  }

  /// The only request to publish.
  public StubRequest request() {
    var requests = server.requests(publishPath);
    assertThat(requests).hasSize(1);
    return requests.getFirst();
  }

  public Payload payload(Post post) {
    var prepared = channel.prepare(post, ChannelContract.KEY);
    assertThat(prepared).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepared).payload();
  }

  public Outcome publishes(Post post) {
    return channel.publish(payload(post), ChannelContract.KEY);
  }

  @Override
  public void close() {
    egress.close();
    server.close();
  }
}
