// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// LinkedIn: a member's own posts, or those of a page.
public final class LinkedIn implements ChannelType {
  @Override
  public String name() {
    return "linkedin";
  }

  /// No link: it lives in the card. The summary follows the title, since the feed's cards show a
  /// title and a host name only, and the first lines decide whether anybody opens the rest.
  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ summary }}\n\n{{ hashtags }}";
  }

  @Override
  public Opener read(Section section) {
    return new Opening(LinkedInSettings.from(section));
  }

  private record Opening(LinkedInSettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return new LinkedInChannel(settings, context);
    }

    /// A token that the configuration refers to is the owner's to keep; nothing to ask.
    @Override
    public Optional<Connector> connector() {
      return settings.token() instanceof SecretRef.Stored
          ? Optional.of(new LinkedInConnector(settings))
          : Optional.empty();
    }
  }
}
