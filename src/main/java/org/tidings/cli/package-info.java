/// The command line: parse a command, call one thing, print.
@NullMarked
package org.tidings.cli;

import org.jspecify.annotations.NullMarked;
