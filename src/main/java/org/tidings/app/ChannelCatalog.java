// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelType;
import org.tidings.channel.bluesky.Bluesky;
import org.tidings.channel.facebook.Facebook;
import org.tidings.channel.googlebusiness.GoogleBusiness;
import org.tidings.channel.linkedin.LinkedIn;
import org.tidings.channel.log.Log;
import org.tidings.channel.mastodon.Mastodon;
import org.tidings.channel.threads.Threads;
import org.tidings.channel.webhook.Webhook;
import org.tidings.channel.x.X;

/// The one list of platforms.
public final class ChannelCatalog {
  private static final List<ChannelType> TYPES =
      List.of(
          new Bluesky(), //
          new Facebook(),
          new GoogleBusiness(),
          new LinkedIn(),
          new Log(),
          new Mastodon(),
          new Threads(),
          new Webhook(),
          new X());

  private ChannelCatalog() {}

  /// Every type, by name.
  public static List<ChannelType> types() {
    return TYPES;
  }

  /// The names for `type = "…"`.
  public static List<String> names() {
    return TYPES.stream().map(ChannelType::name).toList();
  }

  static Optional<ChannelType> find(String name) {
    return TYPES.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
