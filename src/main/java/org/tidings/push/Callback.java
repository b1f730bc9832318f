// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;

/// Where hubs of one kind reach us.
///
/// @param base without the last part of the path
record Callback(URI base) {
  /// The address of one subscription.
  URI of(String token) {
    var start = base.toString();
    return URI.create(start.endsWith("/") ? start + token : start + "/" + token);
  }
}
