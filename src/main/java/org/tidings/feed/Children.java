// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jdom2.Element;

/// Takes children out of an element in linear time: JDOM's own `detach` searches and shifts all of
/// them for each, and a hostile feed has a hundred thousand.
final class Children {
  private Children() {}

  /// Takes out the elements that are wanted, and gives them in document order.
  static List<Element> take(Element parent, Predicate<Element> wanted) {
    var taken = new ArrayList<Element>();
    var kept = new ArrayList<Element>();
    for (var child : parent.getChildren()) {
      (wanted.test(child) ? taken : kept).add(child);
    }
    if (!taken.isEmpty()) {
      // what stands between elements has no meaning here
      parent.removeContent();
      parent.addContent(kept);
    }
    return taken;
  }
}
