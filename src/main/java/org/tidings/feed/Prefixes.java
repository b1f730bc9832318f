// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which prefixes of namespaces are declared at some point of a document.
final class Prefixes {
  /// How many of the elements around that point declare each.
  private final Map<String, Integer> bound = new HashMap<>(Map.of("xml", 1, "xmlns", 1));

  /// Goes into an element: the prefixes that it declares, or uses without anybody having declared
  /// them, which are declared from here on.
  List<String> bind(Tag tag) {
    var fresh = new ArrayList<String>(0);
    tag.attributes()
        .forEach(
            (name, value) -> {
              if (name.startsWith("xmlns:") && !isReserved(name) && !value.isEmpty()) {
                fresh.add(name.substring(6));
              }
            });
    use(tag.name(), fresh);
    tag.attributes().keySet().forEach(name -> use(name, fresh));
    fresh.forEach(prefix -> bound.merge(prefix, 1, Integer::sum));
    return fresh;
  }

  private void use(String name, List<String> fresh) {
    var colon = name.indexOf(':');
    var prefix = colon < 0 ? "" : name.substring(0, colon);
    if (colon > 0 && bound.getOrDefault(prefix, 0) == 0 && !fresh.contains(prefix)) {
      fresh.add(prefix);
    }
  }

  /// Comes out of the element that bound them.
  void release(List<String> prefixes) {
    prefixes.forEach(prefix -> bound.merge(prefix, -1, Integer::sum));
  }

  static boolean isReserved(String attribute) {
    return attribute.equals("xmlns:xml") || attribute.equals("xmlns:xmlns");
  }
}
