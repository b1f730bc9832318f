// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One `[[feed]]`.
///
/// @param every a fixed interval between polls, 1 min to 7 d; absent: by the feed's own rhythm
/// @param settle how long a new article has to stand before it is posted; 0 to 1 d
/// @param first how many of the newest entries to post at the first poll, 0 to 50
/// @param directives where authors say what they want for one article
/// @param allowPrivate private addresses it may be read from: IP addresses or CIDR blocks
/// @param proxy the HTTP proxy that it is asked through; absent: none
/// @param paused whether it is left alone, and not polled
/// @param access what opens it, if it is private
public record FeedSettings(
    FeedId id,
    URI url,
    Optional<Duration> every,
    Duration settle,
    int first,
    Directives directives,
    List<String> allowPrivate,
    Optional<ProxySettings> proxy,
    boolean paused,
    FeedAccess access) {
  public FeedSettings {
    allowPrivate = List.copyOf(allowPrivate);
  }

  /// The same, allowed more.
  ///
  /// @param more private addresses besides its own
  public FeedSettings allowing(List<String> more) {
    var all = Stream.concat(allowPrivate.stream(), more.stream()).toList();
    return new FeedSettings(id, url, every, settle, first, directives, all, proxy, paused, access);
  }

  /// The same through another proxy.
  public FeedSettings through(Optional<ProxySettings> other) {
    return new FeedSettings(
        id, url, every, settle, first, directives, allowPrivate, other, paused, access);
  }
}
