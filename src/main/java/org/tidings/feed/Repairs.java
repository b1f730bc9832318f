// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What had to be mended in one document, in words for its owner, each kind once, with the line in
/// which it was first met, in the order in which it was met.
final class Repairs {
  /// A document with more kinds of faults than these has a thousand undeclared prefixes.
  private static final int MAX = 20;

  private final Map<String, String> told = new LinkedHashMap<>();
  private String text = "";
  private int index = -1;

  /// What is noted from now on is at that place of the text.
  void at(String text, int index) {
    this.text = text;
    this.index = index;
  }

  /// What is noted from now on has no place.
  void anywhere() {
    index = -1;
  }

  void note(String repair) {
    // counting lines reads the whole text: once for each kind that is kept
    if (isNew(repair)) {
      told.put(repair, index < 0 ? repair : inLine(repair, Lines.at(text, index)));
    }
  }

  /// @param line the first is 1
  void note(String repair, int line) {
    if (isNew(repair)) {
      told.put(repair, inLine(repair, line));
    }
  }

  List<String> list() {
    return List.copyOf(told.values());
  }

  /// What is missing is told in any case: others decide by it.
  private boolean isNew(String repair) {
    return (told.size() < MAX || FeedDocument.isLack(repair)) && !told.containsKey(repair);
  }

  private static String inLine(String repair, int line) {
    return repair + " (line " + line + ")";
  }
}
