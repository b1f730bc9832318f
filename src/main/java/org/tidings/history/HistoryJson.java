// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

/// History and status as JSON, one object a line. What is absent has no key.
public final class HistoryJson {
  private HistoryJson() {}

  /// A line of `tidings history --json`.
  public static String line(HistoryEntry entry) {
    return entry.toString();
  }

  /// A line of `tidings explain --json`.
  public static String line(Story story) {
    return story.toString();
  }

  /// A line of `tidings status --json`.
  public static String line(FeedStatus feed) {
    return feed.toString();
  }

  /// A line of `tidings status --json`.
  public static String line(ChannelStatus channel) {
    return channel.toString();
  }
}
