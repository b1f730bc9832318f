/// Threads, by Meta's Threads API: a container is made, waited for, and published. Knows nothing
/// of other platforms.
@NullMarked
package org.tidings.channel.threads;

import org.jspecify.annotations.NullMarked;
