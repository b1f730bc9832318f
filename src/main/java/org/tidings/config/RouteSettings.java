// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One `[[route]]`: these feeds' articles go to these channels, if they pass.
///
/// @param id the owner's name for it, or its number in the file, from 1
/// @param feeds none: every feed
/// @param channels none: every channel
/// @param include every condition of it must hold
/// @param exclude no condition of it may hold
/// @param template as written; absent: the channel's
/// @param query added to links, by name
public record RouteSettings(
    String id,
    List<FeedId> feeds,
    List<ChannelId> channels,
    Filter include,
    Filter exclude,
    Optional<String> template,
    Map<String, String> query,
    Duplicates duplicates) {
  /// What holds where no route is configured.
  public static final RouteSettings EVERYTHING =
      new RouteSettings(
          "",
          List.of(),
          List.of(),
          Filter.NONE,
          Filter.NONE,
          Optional.empty(),
          Map.of(),
          Duplicates.CHANNEL);

  public RouteSettings {
    feeds = List.copyOf(feeds);
    channels = List.copyOf(channels);
    query = Collections.unmodifiableMap(new TreeMap<>(query));
  }

  /// Whether it leads from one to the other.
  public boolean leads(FeedId feed, ChannelId channel) {
    return (feeds.isEmpty() || feeds.contains(feed))
        && (channels.isEmpty() || channels.contains(channel));
  }

  /// What to do about an article that another feed had already.
  public enum Duplicates {
    /// It is posted once per channel, whatever route it took.
    CHANNEL,
    /// It is posted once per route and channel.
    ROUTE,
    /// It is posted again.
    NONE,
  }
}
