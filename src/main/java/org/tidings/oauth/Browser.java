// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import java.net.URI;

/// The owner's browser, wherever it is.
@FunctionalInterface
public interface Browser {
  /// Has the owner open a page, and waits until the platform sends the browser back to `redirect`.
  ///
  /// @return that whole address, with its query
  URI visit(URI page, URI redirect);
}
