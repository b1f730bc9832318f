// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

/// A way to break the promise.
enum Broken {
  /// One article is there twice, or known twice.
  COPIED,
  /// An article was never seen, or was given up although nothing said no.
  LOST,
  /// Called published, and not there.
  PHANTOM,
  /// There, or said to be there, and called something else.
  UNRECORDED,
  /// The owner is asked although it could be proved, or although nothing can have been posted.
  OVER_ASKED,
  /// It never came to an end.
  UNSETTLED,
  /// Given up without a reason, or twice.
  UNTOLD,
  /// Other bytes for the same delivery, or other bytes than those that were frozen.
  OTHER_BYTES,
  /// Another key for the same delivery.
  OTHER_KEY,
  /// A request left without an intent on the disk.
  NO_INTENT,
  /// The history tells a story that may not be.
  ILLEGAL,
  /// Something from before the first poll was posted.
  OLD,
  /// The database is damaged.
  DAMAGED,
  /// The engine never rests.
  RESTLESS,
  /// The engine failed in a way that nobody foresaw.
  ODD,
}
