// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// `[websub]`: how hubs reach us.
///
/// @param callback our public address: the beginning of each subscription's own
/// @param rsscloud the same for rssCloud servers, which may not know https; absent: none is asked
/// @param listen where the calls come in, an address of this machine
public record WebSubSettings(URI callback, Optional<URI> rsscloud, InetSocketAddress listen) {}
