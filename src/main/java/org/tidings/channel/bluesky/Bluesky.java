// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;

/// Bluesky, and any other server of the AT Protocol.
public final class Bluesky implements ChannelType {
  @Override
  public String name() {
    return "bluesky";
  }

  /// No link: it lives in the card, where people put it too. An address in the text beside the card
  /// that leads there is the mark of a bot, and costs letters out of 300. The title stays, although
  /// the card repeats it, since it is all that notifications, search and screen readers give.
  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ hashtags }}";
  }

  @Override
  public Opener read(Section section) {
    return new Opening(BlueskySettings.from(section));
  }

  private record Opening(BlueskySettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return BlueskyChannel.of(settings, context);
    }

    /// A password that the configuration refers to is the owner's to keep; nothing to ask.
    @Override
    public Optional<Connector> connector() {
      return settings.storedPassword()
          ? Optional.of(new BlueskyConnector(settings))
          : Optional.empty();
    }
  }
}
