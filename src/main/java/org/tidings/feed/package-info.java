/// Feeds: fetching politely, decoding, repairing, parsing into entries. ROME stays in here.
/// Knows nothing of articles, channels or the database.
@NullMarked
package org.tidings.feed;

import org.jspecify.annotations.NullMarked;
