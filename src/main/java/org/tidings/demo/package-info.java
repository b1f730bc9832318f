/// The journey on one machine: a small blog, a fake network, the real daemon between them.
@NullMarked
package org.tidings.demo;

import org.jspecify.annotations.NullMarked;
