// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What had to be mended in one document, in words for its owner, each kind once, in the order in
/// which it was met.
final class Repairs {
  /// A document with more kinds of faults than these has a thousand undeclared prefixes.
  private static final int MAX = 20;

  private final Set<String> words = new LinkedHashSet<>();

  void note(String repair) {
    if (words.size() < MAX) {
      words.add(repair);
    }
  }

  List<String> list() {
    return List.copyOf(words);
  }
}
