/// A Mastodon server with one account, for the demo and the tests.
@NullMarked
package org.tidings.demo.mastodon;

import org.jspecify.annotations.NullMarked;
