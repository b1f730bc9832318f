/// Articles and their identity: what we have met before, by a set of aliases. Decides newness;
/// knows nothing of channels.
@NullMarked
package org.tidings.article;

import org.jspecify.annotations.NullMarked;
