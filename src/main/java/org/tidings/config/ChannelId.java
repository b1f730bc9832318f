// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

/// The owner's name for a channel, as in `[[channel]] id = "mastodon"`.
///
/// @param value 1 to 64 of `a-z 0-9 - _ .`, starting with a letter or digit
public record ChannelId(String value) {
  public ChannelId {
    Ids.check("channel", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
