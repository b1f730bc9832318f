/// Google Business Profile: the posts on a business's own listing in Search and Maps
/// (developers.google.com/my-business).
@NullMarked
package org.tidings.channel.googlebusiness;

import org.jspecify.annotations.NullMarked;
