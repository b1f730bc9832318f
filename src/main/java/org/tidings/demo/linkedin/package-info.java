/// A LinkedIn on this machine.
@NullMarked
package org.tidings.demo.linkedin;

import org.jspecify.annotations.NullMarked;
