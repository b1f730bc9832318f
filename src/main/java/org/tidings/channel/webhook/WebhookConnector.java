// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.webhook;

import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;

/// Takes the signing secret that the receiver shows.
final class WebhookConnector implements Connector {
  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    dialog.say(
        "Each request is signed, so that its receiver knows it is yours (Standard Webhooks).");
    dialog.say(
        "The receiver shows a signing secret that begins with whsec_; or make one yourself:");
    dialog.say("  echo \"whsec_$(head -c 32 /dev/urandom | base64)\"");
    var secret = dialog.askSecret("Signing secret");
    if (Signature.key(secret).isEmpty()) {
      return new Health.Bad(
          "that is no signing secret: it should be whsec_ and 24 to 64 bytes in base64",
          "run: tidings connect " + context.id());
    }
    context.keyring().put("secret", secret);
    return new Health.Good("webhook " + context.id(), Optional.empty());
  }
}
