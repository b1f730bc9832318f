/// Mastodon and the servers that speak its API.
@NullMarked
package org.tidings.channel.mastodon;

import org.jspecify.annotations.NullMarked;
