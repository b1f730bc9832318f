// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.HashMap;
import java.util.Map;
import org.jdom2.Content;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jdom2.Verifier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/// The last resort: jsoup's XML parser takes anything, and what JDOM does not take of that is left
/// out. Recursion is bounded by [XmlRepair#MAX_DEPTH], which the text has passed.
final class TolerantXml {
  private TolerantXml() {}

  static Document parse(String xml) throws UnreadableException {
    var root = Jsoup.parse(xml, "", Parser.xmlParser()).firstElementChild();
    if (root == null) {
      throw new UnreadableException("this is not a feed: there is no tag in it");
    }
    return new Document(copy(root, Map.of()));
  }

  private static Element copy(org.jsoup.nodes.Element from, Map<String, String> outer) {
    var bound = new HashMap<>(outer);
    for (var attribute : from.attributes()) {
      var key = attribute.getKey();
      if (key.equals("xmlns") || key.startsWith("xmlns:")) {
        bound.put(key.equals("xmlns") ? "" : key.substring(6), attribute.getValue().strip());
      }
    }
    var to = element(from.tagName(), bound);
    from.attributes().forEach(attribute -> addAttribute(to, attribute, bound));
    from.childNodes().forEach(node -> addChild(to, node, bound));
    return to;
  }

  private static Element element(String name, Map<String, String> bound) {
    var colon = name.indexOf(':');
    var prefix = colon < 0 ? "" : name.substring(0, colon);
    var local = name.substring(colon + 1);
    try {
      return new Element(local, namespace(prefix, bound));
    } catch (IllegalArgumentException e) {
      // a name that no vocabulary has: the element is kept for what is inside of it
      return new Element("unnamed");
    }
  }

  private static Namespace namespace(String prefix, Map<String, String> bound) {
    var uri = bound.getOrDefault(prefix, prefix.isEmpty() ? "" : Namespaces.usual(prefix));
    return uri.isEmpty() ? Namespace.NO_NAMESPACE : Namespace.getNamespace(prefix, uri);
  }

  private static void addAttribute(Element to, Attribute from, Map<String, String> bound) {
    var name = from.getKey();
    if (name.equals("xmlns") || name.startsWith("xmlns:")) {
      return;
    }
    var colon = name.indexOf(':');
    var prefix = colon < 0 ? "" : name.substring(0, colon);
    try {
      to.setAttribute(name.substring(colon + 1), from.getValue(), space(prefix, bound));
    } catch (IllegalArgumentException e) {
      // Nothing we read is named so.
      return;
    }
  }

  private static Namespace space(String prefix, Map<String, String> bound) {
    // an attribute without a prefix is in no namespace, whatever the default is
    return switch (prefix) {
      case "" -> Namespace.NO_NAMESPACE;
      case "xml" -> Namespace.XML_NAMESPACE;
      default -> namespace(prefix, bound);
    };
  }

  private static void addChild(Element to, Node node, Map<String, String> bound) {
    if (node instanceof org.jsoup.nodes.Element child) {
      to.addContent(copy(child, bound));
    } else if (node instanceof TextNode text) {
      to.addContent((Content) new Text(legal(text.getWholeText())));
    }
  }

  private static String legal(String text) {
    return Verifier.checkCharacterData(text) == null ? text : "";
  }
}
