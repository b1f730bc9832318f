/// Words as people and platforms count them: graphemes, lengths, HTML to plain text, text that is
/// safe in a log line. Pure; knows nothing of feeds, channels or the network.
@NullMarked
package org.tidings.text;

import org.jspecify.annotations.NullMarked;
