// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// Mastodon, and the servers that speak its API.
public final class Mastodon implements ChannelType {
  @Override
  public String name() {
    return "mastodon";
  }

  /// The link stands alone: the server makes a card of it, and people write it so.
  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ link }}\n\n{{ hashtags }}";
  }

  @Override
  public boolean revises() {
    return true;
  }

  @Override
  public Opener read(Section section) {
    return new Opening(MastodonSettings.from(section));
  }

  private record Opening(MastodonSettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return new MastodonChannel(settings, context);
    }

    /// A token that the configuration refers to is the owner's to keep; nothing to ask.
    @Override
    public Optional<Connector> connector() {
      return settings.token() instanceof SecretRef.Stored
          ? Optional.of(new MastodonConnector(settings))
          : Optional.empty();
    }
  }
}
