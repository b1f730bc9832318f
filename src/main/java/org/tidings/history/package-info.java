/// Read-only views over what happened: the posting history log, the story of one article.
@NullMarked
package org.tidings.history;

import org.jspecify.annotations.NullMarked;
