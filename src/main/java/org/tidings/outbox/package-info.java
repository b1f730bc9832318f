/// The queue between articles and channels: deliveries, attempts, what to do after each. All
/// state lives in the database; a crash at any instant is a state it knows.
@NullMarked
package org.tidings.outbox;

import org.jspecify.annotations.NullMarked;
