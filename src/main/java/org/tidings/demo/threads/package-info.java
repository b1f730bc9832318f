/// A Threads that runs on a loopback port, for the demo and the tests.
@NullMarked
package org.tidings.demo.threads;

import org.jspecify.annotations.NullMarked;
