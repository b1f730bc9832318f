/// Wiring by hand, threads, Quartz, start and stop. The only package that reads the clock and the
/// only one that names the platforms.
@NullMarked
package org.tidings.app;

import org.jspecify.annotations.NullMarked;
