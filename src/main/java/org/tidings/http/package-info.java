/// The one way out of this process: every request leaves through here, past the same guard.
/// Endings are values; nothing is retried, and no secret appears in any of them.
@NullMarked
package org.tidings.http;

import org.jspecify.annotations.NullMarked;
