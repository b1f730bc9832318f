/// Pictures on their way to a platform: fetched through the guard, checked, re-encoded under its
/// limits. A picture that cannot be had is a value, never a reason to lose a post.
@NullMarked
package org.tidings.image;

import org.jspecify.annotations.NullMarked;
