// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What may stand in what, as far as it tells which tags somebody forgot.
final class TagRules {
  /// What belongs around a root that lost it, or never had it.
  private static final Map<String, String> AROUND = Map.of("entry", "feed", "channel", "rss");

  /// Elements of HTML that never have an end tag; people forget to escape them.
  private static final Set<String> VOID = Set.of("br", "hr", "img", "wbr", "input");

  /// Elements that never stand directly in one of their kind.
  private static final Set<String> NOT_IN_ITSELF = Set.of("p", "li", "option");

  /// What channels stand in.
  private static final Set<String> ROOTS = Set.of("rss", "RSS", "RDF", "feed");

  /// What items stand in, too.
  private static final Set<String> HOLDERS = Set.of("channel", "CHANNEL", "items");

  /// Elements of an entry that hold words only.
  private static final Set<String> LEAVES =
      Set.of("title link guid pubDate category comments id updated published".split(" ", -1));

  /// Elements of an entry that hold more.
  private static final Set<String> BRANCHES =
      Set.of("description", "author", "enclosure", "summary", "content");

  private TagRules() {}

  /// The name of the element that a root of that name belongs in; empty if it may be a root. A
  /// channel that is about something is RSS 1.0's.
  static String around(String root, Set<String> attributes) {
    var outer = AROUND.getOrDefault(root.toLowerCase(Locale.ROOT), "");
    return outer.equals("rss") && attributes.contains("rdf:about") ? "rdf:RDF" : outer;
  }

  static boolean isVoid(String name) {
    return VOID.contains(name);
  }

  static boolean isEntry(String name) {
    return name.equals("item") || name.equals("entry");
  }

  static boolean isLeaf(String name) {
    return LEAVES.contains(name);
  }

  /// Whether an element of the first name stands directly in one of the second, and nowhere else.
  static boolean standsIn(String name, String outer) {
    var entry = isEntry(name);
    if (!entry && !name.equals("channel")) {
      return false;
    }
    var local = outer.substring(outer.indexOf(':') + 1);
    return ROOTS.contains(local) || (entry && HOLDERS.contains(local));
  }

  /// Whether a start tag shows that the innermost open element has ended.
  static boolean ends(String name, String innermost) {
    return LEAVES.contains(innermost)
        ? LEAVES.contains(name) || BRANCHES.contains(name)
        : name.equals(innermost) && NOT_IN_ITSELF.contains(name);
  }
}
