// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which prefixes of namespaces are declared at some point of a document.
final class Prefixes {
  private static final String XMLNS = "xmlns:";

  /// How many of the elements around that point declare each.
  private final Map<String, Integer> bound = new HashMap<>(Map.of("xml", 1, "xmlns", 1));

  private final Repairs repairs;

  Prefixes(Repairs repairs) {
    this.repairs = repairs;
  }

  /// Goes into an element: its attributes, with a declaration before each that uses a prefix which
  /// nobody has declared, so that the first of them are sound without the rest.
  Map<String, String> enter(Tag tag) {
    var all = new LinkedHashMap<String, String>();
    declare(tag.name(), tag, all);
    tag.attributes()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(XMLNS)) {
                declare(name, tag, all);
                all.put(name, value);
              } else if (!value.isEmpty() && !isReserved(name)) {
                all.put(name, value);
              }
            });
    if (all.size() > Tag.MAX_ATTRIBUTES) {
      repairs.note(Tag.MANY_ATTRIBUTES);
      List.copyOf(all.keySet()).subList(Tag.MAX_ATTRIBUTES, all.size()).forEach(all::remove);
    }
    declared(all.keySet()).forEach(prefix -> bound.merge(prefix, 1, Integer::sum));
    return all;
  }

  private void declare(String name, Tag tag, Map<String, String> all) {
    var colon = name.indexOf(':');
    var prefix = colon < 0 ? "" : name.substring(0, colon);
    if (colon <= 0 || bound.getOrDefault(prefix, 0) > 0 || all.containsKey(XMLNS + prefix)) {
      return;
    }
    var declared = tag.attributes().getOrDefault(XMLNS + prefix, "");
    if (declared.isEmpty()) {
      repairs.note("the prefix " + prefix + ": is not declared");
    }
    all.put(XMLNS + prefix, declared.isEmpty() ? Namespaces.usual(prefix) : declared);
  }

  /// Comes out of the element with those attributes.
  void leave(Collection<String> attributes) {
    declared(attributes).forEach(prefix -> bound.merge(prefix, -1, Integer::sum));
  }

  private static Stream<String> declared(Collection<String> attributes) {
    return attributes.stream()
        .filter(it -> it.startsWith(XMLNS))
        .map(it -> it.substring(XMLNS.length()));
  }

  /// Namespaces in XML 1.0 section 3: these can't be declared.
  private static boolean isReserved(String attribute) {
    return attribute.equals("xmlns:xml") || attribute.equals("xmlns:xmlns");
  }
}
