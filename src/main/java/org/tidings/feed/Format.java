// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

/// What a document turned out to be, after its tree was put in order.
///
/// @param name as the owner is told: `rss 0.91`, `atom 1.0`
record Format(Family family, String name) {
  /// The three shapes of feeds in XML.
  enum Family {
    /// 0.91 to 2.0: channel in rss, items in channel, no namespace.
    RSS,
    /// 0.90 and 1.0: items beside the channel, in RDF.
    RDF,
    /// 0.3 and 1.0.
    ATOM,
  }
}
