/// The entry point and nothing else: hands the command line over to `cli`.
@NullMarked
package org.tidings;

import org.jspecify.annotations.NullMarked;
