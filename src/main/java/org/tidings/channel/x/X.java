// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;

/// `type = "x"`: an account on X, through the owner's own app there.
public final class X implements ChannelType {
  @Override
  public String name() {
    return "x";
  }

  /// The link last: X makes the card from it, and hides it where it ends the text.
  @Override
  public String defaultTemplate() {
    return "{{ title }} {{ hashtags }}\n\n{{ link }}";
  }

  @Override
  public Opener read(Section section) {
    return new Opening(XSettings.from(section));
  }

  private record Opening(XSettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return new XChannel(settings, context);
    }

    @Override
    public Optional<Connector> connector() {
      return Optional.of(new XConnector(settings));
    }
  }
}
