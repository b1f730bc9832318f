/// What every channel is and answers with; shared by all platforms, naming none of them.
@NullMarked
package org.tidings.channel;

import org.jspecify.annotations.NullMarked;
