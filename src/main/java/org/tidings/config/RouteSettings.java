// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.List;

/// One `[[route]]`: a feed's articles go to these channels.
public record RouteSettings(FeedId feed, List<ChannelId> channels) {
  public RouteSettings {
    channels = List.copyOf(channels);
  }
}
