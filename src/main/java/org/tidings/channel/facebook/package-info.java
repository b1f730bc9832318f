/// Facebook Pages, by Meta's Graph API. Profiles and groups can't be posted to by programs.
@NullMarked
package org.tidings.channel.facebook;

import org.jspecify.annotations.NullMarked;
