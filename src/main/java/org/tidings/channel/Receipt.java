// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.net.URI;
import java.util.Optional;

/// Evidence that a post is there.
///
/// @param remoteId the platform's name for it
/// @param url where people can see it
public record Receipt(String remoteId, Optional<URI> url) {}
