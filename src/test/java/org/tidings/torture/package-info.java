/// The packaged daemon as a process, killed and starved; what it did is compared with the ledgers
/// of the servers that it posted to. Everything is on 127.0.0.1.
@NullMarked
package org.tidings.torture;

import org.jspecify.annotations.NullMarked;
