/// A Google Business Profile with its owner's account, for the demo and the tests.
@NullMarked
package org.tidings.demo.googlebusiness;

import org.jspecify.annotations.NullMarked;
