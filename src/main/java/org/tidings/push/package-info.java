/// The subscriber's side of pushes: hubs are asked to tell us of news, and what they tell only
/// makes the feed be polled sooner. WebSub (W3C Recommendation of 2018), and rssCloud for feeds
/// that have nothing better. Knows nothing of polling itself.
@NullMarked
package org.tidings.push;

import org.jspecify.annotations.NullMarked;
