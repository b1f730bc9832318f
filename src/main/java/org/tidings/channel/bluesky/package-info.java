/// Bluesky and other AT Protocol servers.
@NullMarked
package org.tidings.channel.bluesky;

import org.jspecify.annotations.NullMarked;
