/// The journey on one machine: a small blog, fake networks, the real daemon between them.
@NullMarked
package org.tidings.demo;

import org.jspecify.annotations.NullMarked;
