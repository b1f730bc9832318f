/// LinkedIn, by its versioned Posts API.
@NullMarked
package org.tidings.channel.linkedin;

import org.jspecify.annotations.NullMarked;
