// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidings.schedule.PostingWindow;

/// The keys of a `[[channel]]` that every type has.
///
/// @param template as written; absent: the type's own
/// @param daily how many posts in any 24 hours, 1 to 1000
/// @param spacing the least time between two posts
/// @param window when posts may go out; absent: always
/// @param expire how long after it was enqueued a delivery is given up, 1 h to 30 d
/// @param onUnknown what to do about an outcome that can't be proved
/// @param onEdit what to do about a post whose article was edited
/// @param proofSettle the pause between two read-backs
/// @param query added to links, by name
/// @param allowPrivate private addresses it may reach: IP addresses or CIDR blocks
public record ChannelSettings(
    ChannelId id,
    String type,
    Optional<String> template,
    int daily,
    Duration spacing,
    Optional<PostingWindow> window,
    Duration expire,
    OnUnknown onUnknown,
    OnEdit onEdit,
    Duration proofSettle,
    Map<String, String> query,
    List<String> allowPrivate) {
  public ChannelSettings {
    query = Collections.unmodifiableMap(new TreeMap<>(query));
    allowPrivate = List.copyOf(allowPrivate);
  }

  /// What the owner wants of a post whose article was edited.
  public enum OnEdit {
    /// It stays as it is.
    IGNORE,
    /// It is changed in place.
    UPDATE,
  }

  /// What the owner wants where nothing can prove whether a post went out.
  public enum OnUnknown {
    /// Leave it `unknown` until the owner says.
    ASK,
    /// Send it again: may double, never loses.
    RESEND,
    /// Take it as published: may lose, never doubles.
    ASSUME_SENT,
  }
}
