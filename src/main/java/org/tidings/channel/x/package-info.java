/// X, once Twitter: version 2 of its interface, signed by Twitter4J or with OAuth 2.
@NullMarked
package org.tidings.channel.x;

import org.jspecify.annotations.NullMarked;
