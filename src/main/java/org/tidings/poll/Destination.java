// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import org.tidings.channel.Channel;
import org.tidings.config.ChannelSettings;
import org.tidings.post.Template;

/// Where a feed's articles go: a channel, and the words for it.
public record Destination(ChannelSettings settings, Channel channel, Template template) {}
