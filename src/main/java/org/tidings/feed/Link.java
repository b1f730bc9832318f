// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdom2.Element;

/// An Atom link, in an Atom feed or as a guest in an RSS one.
///
/// @param rel in lower case; `alternate` if the element has none (RFC 4287 section 4.2.7.2)
/// @param type in lower case, without parameters; empty if it has none
record Link(String rel, String type, URI target) {
  /// RFC 4287 section 4.2.7.2: a name and its full form are the same relation.
  private static final String REGISTRY = "http://www.iana.org/assignments/relation/";

  /// The links among an element's children whose targets are addresses.
  static List<Link> of(Element parent, URI document) {
    return parent.getChildren().stream()
        .filter(Link::isLink)
        .flatMap(it -> read(it, document).stream())
        .toList();
  }

  private static boolean isLink(Element element) {
    var space = Namespaces.of(element);
    var atom = space == Namespaces.ATOM || space == Namespaces.ATOM_03;
    return atom && element.getName().equals("link");
  }

  private static Optional<Link> read(Element element, URI document) {
    var rel = attribute(element, "rel").toLowerCase(Locale.ROOT).replace(REGISTRY, "");
    var type = attribute(element, "type").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    return Scope.of(element, document)
        .resolve(attribute(element, "href"))
        .map(target -> new Link(rel.isEmpty() ? "alternate" : rel, type, target));
  }

  private static String attribute(Element element, String name) {
    return Optional.ofNullable(element.getAttributeValue(name)).orElse("").strip();
  }

  /// The page for readers: an alternate that is HTML, else one that does not say, else the first.
  static Optional<URI> page(List<Link> links) {
    return links.stream()
        .filter(it -> it.is("alternate"))
        .min(Comparator.comparingInt(Link::distanceFromHtml))
        .map(Link::target);
  }

  /// Whether the link has that relation, among others perhaps.
  boolean is(String relation) {
    return List.of(rel.split("\\s+", -1)).contains(relation);
  }

  private int distanceFromHtml() {
    return type.equals("text/html") || type.equals("application/xhtml+xml")
        ? 0
        : type.isEmpty() ? 1 : 2;
  }
}
