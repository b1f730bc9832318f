// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import org.tidings.channel.ChannelType.Opener;
import org.tidings.config.ChannelSettings;
import org.tidings.post.Template;

/// A `[[channel]]` that was found to be sound.
public record ConfiguredChannel(ChannelSettings settings, Opener opener, Template template) {}
