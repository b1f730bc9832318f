// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import org.tidings.config.FeedId;

/// A feed whose turn it is.
///
/// @param domain whose servers it is on; one connection at a time is manners
public record Due(FeedId feed, String domain) {}
