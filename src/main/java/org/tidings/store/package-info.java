/// The one database: opening it, migrating it, transactions. Speaks SQL so that, besides the
/// `*Table` classes, nobody else has to; knows nothing of what is stored.
@NullMarked
package org.tidings.store;

import org.jspecify.annotations.NullMarked;
