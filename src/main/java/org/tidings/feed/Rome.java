// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import org.jdom2.Document;

/// The one place where ROME is called: with a tree, never with bytes or text.
final class Rome {
  private Rome() {}

  /// The feed as ROME reads it.
  static SyndFeed read(Document document) throws UnreadableException {
    try {
      return new SyndFeedInput().build(document);
    } catch (FeedException | RuntimeException e) {
      // ROME 2.1 lets unchecked exceptions out for bad numbers, addresses and versions.
      throw new UnreadableException("the feed can't be read: " + e.getMessage(), e);
    }
  }
}
