/// Any HTTP endpoint of the owner: Standard Webhooks.
@NullMarked
package org.tidings.channel.webhook;

import org.jspecify.annotations.NullMarked;
