/// A file with one JSON line per post.
@NullMarked
package org.tidings.channel.log;

import org.jspecify.annotations.NullMarked;
