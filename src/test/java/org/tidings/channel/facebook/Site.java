// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.post.Post;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// A fake Facebook, an account that is kept, and a clock to turn.
final class Site implements AutoCloseable {
  private final SettableClock clock = new SettableClock(NOW);
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();
  private final FakeFacebook facebook = start();
  private String keys = "";

  FakeFacebook facebook() {
    return facebook;
  }

  FakeKeyring keyring() {
    return keyring;
  }

  SettableClock clock() {
    return clock;
  }

  Http http() {
    return egress.http(List.of("127.0.0.1"));
  }

  /// With these keys besides.
  Site with(String more) {
    keys = more + "\n";
    return this;
  }

  /// Has an access that works, and no need to connect.
  Site login() {
    facebook.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
    return this;
  }

  Channel channel() {
    return opener().open(context());
  }

  ChannelType.Opener opener() {
    var toml = facebook.toml().replaceFirst("type = .*\n", "");
    for (var key : keys.lines().map(it -> it.split(" ", 2)[0]).toList()) {
      toml = toml.replaceFirst("(?m)^" + key + " = .*\n", "");
    }
    return new Facebook().read(Sections.of(toml + keys).section());
  }

  ChannelContext context() {
    return new ChannelContext(new ChannelId("page"), http(), keyring, clock);
  }

  static Post post(String text, String link) {
    return post(text, Optional.of(URI.create(link)), Optional.empty());
  }

  static Post post(String text, Optional<URI> link, Optional<Post.Picture> picture) {
    return new Post(
        text, List.of(), link, Optional.empty(), picture, Optional.empty(), text, false);
  }

  private FakeFacebook start() {
    try {
      return new FakeFacebook(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    facebook.close();
    egress.close();
  }
}
