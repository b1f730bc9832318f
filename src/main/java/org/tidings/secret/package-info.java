/// Secrets: a type that never prints itself, where a secret is to be found, and the encrypted
/// store for those that `connect` obtained.
@NullMarked
package org.tidings.secret;

import org.jspecify.annotations.NullMarked;
