/// Words for one channel: templates, hashtags, counting, shortening, link cards. Pure.
@NullMarked
package org.tidings.post;

import org.jspecify.annotations.NullMarked;
