// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.InetSocketAddress;
import java.net.URI;

/// `[websub]`: how hubs reach us.
///
/// @param callback our public address: the beginning of each subscription's own
/// @param listen where the calls come in, an address of this machine
public record WebSubSettings(URI callback, InetSocketAddress listen) {}
