// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.webhook;

import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.config.Section;

/// `type = "webhook"`: each post is sent to an address of the owner's, signed as Standard Webhooks
/// 1.0.0 says (standardwebhooks.com), so that its receiver can tell it from a stranger's.
public final class Webhook implements ChannelType {
  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ link }}\n\n{{ hashtags }}";
  }

  @Override
  public Opener read(Section section) {
    var url = section.requiredAddress("url");
    var secret = section.secret("secret");
    return new Opener() {
      @Override
      public Channel open(ChannelContext context) {
        return new WebhookChannel(url, secret, context);
      }

      @Override
      public Optional<Connector> connector() {
        return Optional.of(new WebhookConnector());
      }
    };
  }
}
