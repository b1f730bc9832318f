/// WebSub (W3C Recommendation of 2018), the subscriber's side: hubs are asked to tell us of news,
/// and what they tell only makes the feed be polled sooner. Knows nothing of polling itself.
@NullMarked
package org.tidings.websub;

import org.jspecify.annotations.NullMarked;
