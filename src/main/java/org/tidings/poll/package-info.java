/// One poll of one feed: fetch, recognise, enqueue, in one transaction.
@NullMarked
package org.tidings.poll;

import org.jspecify.annotations.NullMarked;
