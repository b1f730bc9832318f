// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.util.List;

/// How all that is configured is.
public record Status(List<FeedStatus> feeds, List<ChannelStatus> channels) {
  public Status {
    feeds = List.copyOf(feeds);
    channels = List.copyOf(channels);
  }
}
