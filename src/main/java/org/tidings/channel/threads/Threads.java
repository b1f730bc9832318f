// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// `type = "threads"`: an account on Meta's Threads.
public final class Threads implements ChannelType {
  /// Without the link: it goes beside the text, as the card.
  static final String TEMPLATE = "{{ title }}\n\n{{ summary }}\n\n{{ hashtags }}";

  @Override
  public String name() {
    return "threads";
  }

  @Override
  public String defaultTemplate() {
    return TEMPLATE;
  }

  @Override
  public Opener read(Section section) {
    return new Opening(ThreadsSettings.from(section));
  }

  private record Opening(ThreadsSettings settings) implements Opener {
    @Override
    public Channel open(ChannelContext context) {
      return new ThreadsChannel(settings, context);
    }

    /// A token that the configuration refers to is the owner's to keep; nothing to ask.
    @Override
    public Optional<Connector> connector() {
      return settings.token() instanceof SecretRef.Stored
          ? Optional.of(new ThreadsConnector(settings))
          : Optional.empty();
    }
  }
}
