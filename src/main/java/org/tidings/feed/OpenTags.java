// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The elements around some point of a document, the root first.
final class OpenTags {
  private final List<Open> all = new ArrayList<>();

  /// An element that was opened.
  ///
  /// @param start where its tag begins in the output
  record Open(String name, Set<String> attributes, int start) {}

  void add(String name, Set<String> attributes, int start) {
    all.add(new Open(name, attributes, start));
  }

  Open removeLast() {
    return all.removeLast();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int size() {
    return all.size();
  }

  String name(int depth) {
    return all.get(depth).name();
  }

  /// The depth of the innermost with such a name; -1 if there is none.
  int find(Predicate<String> name) {
    var at = all.size() - 1;
    while (at >= 0 && !name.test(all.get(at).name())) {
      at--;
    }
    return at;
  }

  /// Whether one from that depth on is Atom's content, in which an entry may carry another one.
  boolean hasContentFrom(int depth) {
    return all.subList(depth, all.size()).stream().anyMatch(it -> it.name().equals("content"));
  }

  /// Forgets those from that depth on; where the first of them begins in the output.
  int cut(int depth) {
    var start = all.get(depth).start();
    all.subList(depth, all.size()).clear();
    return start;
  }
}
