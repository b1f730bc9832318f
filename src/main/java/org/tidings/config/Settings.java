// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.time.ZoneId;
import java.util.List;

/// The whole configuration but for the keys that belong to one channel type.
///
/// @param timezone for windows, and for times shown to people
/// @param routes none: every feed to every channel
public record Settings(
    ZoneId timezone,
    List<FeedSettings> feeds,
    List<ChannelSettings> channels,
    List<RouteSettings> routes) {
  public Settings {
    feeds = List.copyOf(feeds);
    channels = List.copyOf(channels);
    routes = List.copyOf(routes);
  }

  /// The channels that a feed's articles go to, in configuration order, each once.
  public List<ChannelSettings> channelsOf(FeedId feed) {
    if (routes.isEmpty()) {
      return channels;
    }
    return channels.stream()
        .filter(
            channel ->
                routes.stream()
                    .anyMatch(
                        route ->
                            route.feed().equals(feed) && route.channels().contains(channel.id())))
        .toList();
  }
}
