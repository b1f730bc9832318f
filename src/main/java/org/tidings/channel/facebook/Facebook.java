// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// `type = "facebook"`: a Page on Facebook.
public final class Facebook implements ChannelType {
  @Override
  public String name() {
    return "facebook";
  }

  /// Without the link: it goes beside the words, and Facebook makes the card of it.
  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ summary }}\n\n{{ hashtags }}";
  }

  @Override
  public Opener read(Section section) {
    return new Opening(FacebookSettings.from(section));
  }

  private record Opening(FacebookSettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return new FacebookChannel(settings, context);
    }

    /// A token that the configuration refers to is the owner's to keep; nothing to ask.
    @Override
    public Optional<Connector> connector() {
      return settings.token() instanceof SecretRef.Stored
          ? Optional.of(new FacebookConnector(settings))
          : Optional.empty();
    }
  }
}
