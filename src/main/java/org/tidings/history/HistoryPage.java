// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.util.List;

/// Some lines of history, and where to go on from.
///
/// @param position for [History#since]
public record HistoryPage(List<HistoryEntry> entries, long position) {
  public HistoryPage {
    entries = List.copyOf(entries);
  }
}
