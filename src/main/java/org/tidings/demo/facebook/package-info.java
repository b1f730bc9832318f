/// A Facebook with one app, one person and that person's Pages, for the demo and the tests.
@NullMarked
package org.tidings.demo.facebook;

import org.jspecify.annotations.NullMarked;
