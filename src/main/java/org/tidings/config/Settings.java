// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The whole configuration but for the keys that belong to one channel type.
///
/// @param timezone for windows, and for times shown to people
/// @param proxy the HTTP proxy for whatever has no private addresses
/// @param routes none: every feed to every channel
/// @param websub absent: no hub is asked to push
public record Settings(
    ZoneId timezone,
    Optional<ProxySettings> proxy,
    List<FeedSettings> feeds,
    List<ChannelSettings> channels,
    List<RouteSettings> routes,
    Optional<WebSubSettings> websub) {
  public Settings {
    feeds = List.copyOf(feeds);
    channels = List.copyOf(channels);
    routes = List.copyOf(routes);
  }

  /// The proxy for what has no proxy of its own. Private addresses are reached directly.
  ///
  /// @param allowPrivate those that it may reach
  public Optional<ProxySettings> proxy(List<String> allowPrivate) {
    return proxy.filter(_ -> allowPrivate.isEmpty());
  }

  /// The channels that a feed's articles can go to, in configuration order, each once.
  public List<ChannelSettings> channelsOf(FeedId feed) {
    return channels.stream().filter(it -> !routes(feed, it.id()).isEmpty()).toList();
  }

  /// The routes from a feed to a channel, in configuration order; the first that an article passes
  /// is the one that it takes.
  public List<RouteSettings> routes(FeedId feed, ChannelId channel) {
    var all = routes.isEmpty() ? List.of(RouteSettings.EVERYTHING) : routes;
    return all.stream().filter(it -> it.leads(feed, channel)).toList();
  }
}
