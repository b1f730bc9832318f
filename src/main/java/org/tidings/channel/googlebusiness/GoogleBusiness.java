// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;

/// The posts of a Google Business Profile.
public final class GoogleBusiness implements ChannelType {
  @Override
  public String name() {
    return "google-business";
  }

  /// The link is a button under the words, and hashtags do nothing there.
  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ summary }}";
  }

  @Override
  public Opener read(Section section) {
    return new Opening(GoogleSettings.from(section));
  }

  private record Opening(GoogleSettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return new GoogleBusinessChannel(settings, context);
    }

    @Override
    public Optional<Connector> connector() {
      return Optional.of(new GoogleConnector(settings));
    }
  }
}
