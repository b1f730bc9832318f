/// The configuration file: read, checked all at once, and handed on as validated records.
/// Knows names of feeds and channels, nothing of how they work.
@NullMarked
package org.tidings.config;

import org.jspecify.annotations.NullMarked;
