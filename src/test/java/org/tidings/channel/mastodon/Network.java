// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// A fake server, an account that is kept, and a clock to turn.
final class Network implements AutoCloseable {
  private final SettableClock clock = new SettableClock(NOW);
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();
  private FakeMastodon server = start();

  FakeMastodon server() {
    return server;
  }

  FakeKeyring keyring() {
    return keyring;
  }

  SettableClock clock() {
    return clock;
  }

  Egress egress() {
    return egress;
  }

  /// Has a token that works, and no need to connect.
  void login() {
    keyring.put("token", Secret.of(server.token()));
  }

  /// A server that has forgotten everything but the account.
  void restart() {
    server.close();
    server = start();
    login();
  }

  private FakeMastodon start() {
    try {
      return new FakeMastodon(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    egress.close();
  }

  Outcome publish(String text, String key) {
    var body = Json.object().put("status", text).put("visibility", "public").toString();
    return channel().publish(new Payload(body, ""), new DeliveryKey(key, KEY.madeAt(), KEY.salt()));
  }

  Channel channel() {
    return opener().open(context());
  }

  ChannelType.Opener opener() {
    return new Mastodon()
        .read(Sections.of("image = true\nserver = \"" + server.address() + "\"").section());
  }

  ChannelContext context() {
    return new ChannelContext(
        new ChannelId("network"), egress.http(List.of("127.0.0.1")), keyring, clock);
  }

  String get(String path) {
    var reply = egress.http(List.of("127.0.0.1")).send(Request.get(server.address().resolve(path)));
    assertThat(((Reply.Answer) reply).status()).isEqualTo(200);
    return ((Reply.Answer) reply).text();
  }
}
