// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.filter.Filters;
import org.tidings.feed.Format.Family;

/// A feed's tree, put in the order that its format prescribes: ROME takes no root, version or
/// namespace that is not exactly right, and finds no item that is not exactly in its place.
///
/// @param head channel or feed: what describes the whole
/// @param entries items or entries, in document order
record FeedTree(Format format, Document document, Element head, List<Element> entries) {
  private static final Pattern VERSION = Pattern.compile("[0-9]\\.[0-9]{1,2}");

  /// Names with capitals, which people get wrong.
  private static final Map<String, String> RSS_NAMES =
      byLowerCase(
          "pubDate",
          "lastBuildDate",
          "managingEditor",
          "webMaster",
          "skipHours",
          "skipDays",
          "textInput");

  /// Puts a tree in order.
  ///
  /// @throws UnreadableException if its root is none of a feed
  static FeedTree of(Document document, Repairs repairs) throws UnreadableException {
    var root = document.getRootElement();
    return switch (root.getName().toLowerCase(Locale.ROOT)) {
      case "rss" -> rss(document, root, repairs);
      case "rdf" -> rdf(document, root, repairs);
      case "feed" -> atom(document, root, repairs);
      default ->
          throw new UnreadableException("not a feed: it begins with <" + root.getName() + ">");
    };
  }

  private static FeedTree rss(Document document, Element root, Repairs repairs)
      throws UnreadableException {
    var version =
        Optional.ofNullable(root.getAttributeValue("version")).map(String::strip).orElse("");
    rename(root, Namespaces.NONE, repairs);
    check(root);
    root.setName("rss").setAttribute("version", "2.0");
    var channel = child(root, "channel").orElseGet(() -> added(root, "channel", Namespaces.NONE));
    for (var other : children(root, "channel")) {
      move(other, channel, "item", repairs);
    }
    children(channel, "items").forEach(it -> move(it, channel, "item", repairs));
    move(root, channel, "item", repairs);
    var items = children(channel, "item");
    var named = VERSION.matcher(version).matches() ? version : "2.0";
    return new FeedTree(new Format(Family.RSS, "rss " + named), document, channel, items);
  }

  private static FeedTree rdf(Document document, Element root, Repairs repairs)
      throws UnreadableException {
    var old = all(root).stream().anyMatch(it -> Namespaces.of(it) == Namespaces.RSS_09);
    rename(root, Namespaces.RSS_10, repairs);
    check(root);
    setNamespace(root.setName("RDF"), Namespaces.RDF.namespace());
    undeclare(root, "");
    root.addNamespaceDeclaration(plain(Namespaces.RSS_10));
    var channel = child(root, "channel").orElseGet(() -> added(root, "channel", Namespaces.RSS_10));
    for (var each : children(root, "channel")) {
      move(each, root, "item", repairs);
    }
    var items = children(root, "item");
    return new FeedTree(
        new Format(Family.RDF, old ? "rss 0.90" : "rss 1.0"), document, channel, items);
  }

  /// RDF describes anything, and a root alone may be all that a broken generator wrote.
  private static void check(Element root) throws UnreadableException {
    if (children(root, "channel").isEmpty() && children(root, "item").isEmpty()) {
      throw new UnreadableException(
          "this is not a feed: <" + root.getName() + "> has neither a channel nor an item in it");
    }
  }

  private static FeedTree atom(Document document, Element root, Repairs repairs) {
    var old =
        Namespaces.of(root) == Namespaces.ATOM_03
            || "0.3".equals(root.getAttributeValue("version"));
    var space = old ? Namespaces.ATOM_03 : Namespaces.ATOM;
    rename(root, space, repairs);
    setNamespace(root.setName("feed"), plain(space));
    if (old) {
      root.setAttribute("version", "0.3");
    }
    return new FeedTree(
        new Format(Family.ATOM, old ? "atom 0.3" : "atom 1.0"),
        document,
        root,
        children(root, "entry"));
  }

  /// Gives every element of the format its one right namespace, and those of the common modules
  /// theirs.
  private static void rename(Element root, Namespaces right, Repairs repairs) {
    var wrong = root.getNamespace();
    // RDF's own elements stay RDF's
    var prefix = right == Namespaces.RSS_10 ? "" : root.getNamespacePrefix();
    for (var element : all(root)) {
      var own = element.getNamespacePrefix().equals(prefix) && element.getNamespace().equals(wrong);
      var space = Namespaces.of(element);
      var strange = right == Namespaces.RSS_10 && space == Namespaces.OTHER;
      if (own || isFormat(space, right) || (strange && element.getNamespacePrefix().isEmpty())) {
        if (space != Namespaces.RSS_09 && !element.getNamespaceURI().equals(right.uri())) {
          repairs.note("tags whose namespace is not the one of their format");
        }
        element.setName(lower(element.getName(), right));
        setNamespace(element, plain(right));
      } else if (space == Namespaces.DC || space == Namespaces.CONTENT) {
        setNamespace(element, space.namespace());
      } else if (space == Namespaces.XHTML) {
        // without its prefix it reads as HTML
        setNamespace(element, plain(space));
      }
    }
  }

  private static void setNamespace(Element element, Namespace space) {
    undeclare(element, space.getPrefix());
    element.setNamespace(space);
  }

  /// JDOM refuses a prefix that the element declares for something else.
  private static void undeclare(Element element, String prefix) {
    List.copyOf(element.getAdditionalNamespaces()).stream()
        .filter(it -> it.getPrefix().equals(prefix))
        .forEach(element::removeNamespaceDeclaration);
  }

  private static boolean isFormat(Namespaces space, Namespaces right) {
    return switch (space) {
      case NONE -> true;
      case RSS_10, RSS_09 -> right == Namespaces.NONE || right == Namespaces.RSS_10;
      case ATOM, ATOM_03 -> right == Namespaces.ATOM || right == Namespaces.ATOM_03;
      default -> false;
    };
  }

  private static String lower(String name, Namespaces right) {
    var lower = name.toLowerCase(Locale.ROOT);
    var rss = right == Namespaces.NONE || right == Namespaces.RSS_10;
    return rss ? RSS_NAMES.getOrDefault(lower, lower) : lower;
  }

  private static Namespace plain(Namespaces space) {
    return space.uri().isEmpty() ? Namespace.NO_NAMESPACE : Namespace.getNamespace(space.uri());
  }

  /// Brings the items that are among the children of one element to another.
  private static void move(Element from, Element to, String name, Repairs repairs) {
    var items =
        from.equals(to) ? List.<Element>of() : Children.take(from, it -> it.getName().equals(name));
    if (!items.isEmpty()) {
      repairs.note("items that stood outside of their channel");
      to.addContent(items);
    }
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /// The children of that name in the parent's namespace, or the format's for RDF.
  private static List<Element> children(Element parent, String name) {
    return parent.getChildren().stream()
        .filter(it -> it.getName().equals(name) && isFormat(Namespaces.of(it)))
        .toList();
  }

  private static boolean isFormat(Namespaces space) {
    return switch (space) {
      case NONE, RSS_10, ATOM, ATOM_03 -> true;
      default -> false;
    };
  }

  private static Element added(Element root, String name, Namespaces space) {
    var channel = new Element(name, plain(space));
    channel.addContent(Children.take(root, it -> !it.getName().equals("item")));
    root.addContent(channel);
    return channel;
  }

  /// Every element, the root first, in document order.
  private static List<Element> all(Element root) {
    var found = new ArrayList<Element>();
    found.add(root);
    root.getDescendants(Filters.element()).forEach(found::add);
    return found;
  }

  private static Map<String, String> byLowerCase(String... names) {
    var map = new HashMap<String, String>();
    for (var name : names) {
      map.put(name.toLowerCase(Locale.ROOT), name);
    }
    return Map.copyOf(map);
  }
}
