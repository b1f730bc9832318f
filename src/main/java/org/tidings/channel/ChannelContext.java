// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.InstantSource;
import org.tidings.config.ChannelId;
import org.tidings.http.Http;
import org.tidings.secret.Keyring;

/// What a channel is lent to work with.
///
/// @param http the way out, with this channel's allowed private addresses
/// @param keyring this channel's own durable secrets and notes; nobody else's
public record ChannelContext(ChannelId id, Http http, Keyring keyring, InstantSource clock) {}
