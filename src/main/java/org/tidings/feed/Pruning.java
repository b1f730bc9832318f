// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.Verifier;
import org.jdom2.output.XMLOutputter;

/// Makes a tree safe for ROME 2.1: what one bad optional element would lose the whole feed for is
/// taken out, and what it would read wrongly is written so that it reads it rightly.
final class Pruning {
  /// Each throws a NumberFormatException out of ROME's RSS parsers if it holds no number, and says
  /// nothing that we need from ROME.
  private static final Set<String> FRAGILE =
      Set.of("skiphours", "skipdays", "cloud", "ttl", "rating", "textinput", "image", "source");

  /// What may have markup in it.
  private static final Set<String> MARKED_UP =
      Set.of(
          "title", "description", "encoded", "summary", "content", "subtitle", "tagline", "info");

  private Pruning() {}

  /// Puts the text of every element into one piece, trimmed, markup escaped. Done before anything
  /// is read.
  static void flatten(FeedTree tree) {
    tree.head().getChildren().forEach(child -> flatten(child, tree.format()));
    for (var entry : tree.entries()) {
      entry.getChildren().forEach(child -> flatten(child, tree.format()));
      Children.take(entry, it -> !isDecoded(it));
    }
  }

  private static void flatten(Element element, Format format) {
    var name = element.getName();
    if (Namespaces.of(element) == Namespaces.MEDIA) {
      return; // its `content` is a picture that may hold the words about it
    }
    if (!MARKED_UP.contains(name)) {
      flattenWords(element, format);
      return;
    }
    var markup = !element.getChildren().isEmpty();
    if (format.family() != Format.Family.ATOM) {
      element.setText(markup ? inner(element) : element.getText().strip());
    } else if (name.equals("title")) {
      flattenTitle(element, markup);
    } else if (markup && !isXml(element, format)) {
      element.setText(inner(element)).setAttribute("type", "html");
    }
  }

  private static void flattenWords(Element element, Format format) {
    var name = element.getName();
    var words = element.getValue().strip();
    if (TagRules.isLeaf(name) || element.getChildren().isEmpty()) {
      element.setText(words);
    }
    var person = name.equals("author") || name.equals("contributor");
    if (format.family() == Format.Family.ATOM && person && element.getChildren().isEmpty()) {
      // as in RSS: Atom's has its name in an element of its own
      element.setContent(new Element("name", element.getNamespace()).setText(words));
    }
  }

  /// Text inside of markup is what ROME loses, and an xhtml title has words only.
  private static void flattenTitle(Element title, boolean markup) {
    if (markup) {
      var xml = type(title).contains("xhtml");
      title.setText(xml ? title.getValue().strip() : inner(title));
      title.setAttribute("type", xml ? "text" : "html");
      title.removeAttribute("mode");
    }
  }

  private static boolean isXml(Element element, Format format) {
    var mode = Optional.ofNullable(element.getAttributeValue("mode")).orElse("xml");
    return format.name().equals("atom 0.3") ? mode.equals("xml") : type(element).contains("xml");
  }

  private static String type(Element element) {
    return Optional.ofNullable(element.getAttributeValue("type"))
        .orElse("")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String inner(Element element) {
    return new XMLOutputter().outputString(element.getContent()).strip();
  }

  /// Atom 0.3; ROME's own decoder runs off the end of what is not base64. Whether the element can
  /// stay.
  private static boolean isDecoded(Element element) {
    if (!"base64".equals(element.getAttributeValue("mode"))) {
      return true;
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(element.getText());
      element
          .setText(legal(new String(bytes, StandardCharsets.UTF_8)))
          .setAttribute("mode", "escaped");
      return true;
    } catch (IllegalArgumentException e) {
      // not base64 at all: nothing that could be shown to anybody
      return false;
    }
  }

  private static String legal(String text) {
    return Verifier.checkCharacterData(text) == null ? text : "";
  }

  /// Takes out what ROME need not see. Done after the tree was read for that.
  static void prune(FeedTree tree) {
    prune(tree.head());
    tree.entries().forEach(Pruning::prune);
    var root = tree.document().getRootElement();
    if (!root.equals(tree.head())) {
      prune(root);
    }
  }

  private static void prune(Element parent) {
    Children.take(parent, Pruning::isUnwanted);
  }

  private static boolean isUnwanted(Element child) {
    var name = child.getName();
    return switch (Namespaces.of(child)) {
      case NONE, RSS_10 ->
          FRAGILE.contains(name.toLowerCase(Locale.ROOT))
              || ((name.equals("guid") || name.equals("title")) && child.getText().isEmpty());
      // A link without href, and a source with one in it, lose an Atom feed.
      case ATOM, ATOM_03 ->
          name.equals("source")
              || (name.equals("title") && child.getText().isEmpty())
              || (name.equals("link") && child.getAttributeValue("href") == null);
      case DC, CONTENT -> false;
      default -> true;
    };
  }
}
