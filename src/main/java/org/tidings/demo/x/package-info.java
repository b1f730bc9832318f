/// An X that runs on a loopback port, for the demo and the tests.
@NullMarked
package org.tidings.demo.x;

import org.jspecify.annotations.NullMarked;
