// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.List;
import java.util.Optional;
import org.tidings.text.HtmlText;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A document as JSON, the form that `tidings feed --json` prints. Times are ISO 8601 in UTC, texts
/// plain. What is absent has no key; lists are always there.
public final class FeedJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private FeedJson() {}

  /// On one line.
  public static String line(FeedDocument document) {
    return MAPPER.writeValueAsString(node(document));
  }

  /// Indented, for people and golden files.
  public static String pretty(FeedDocument document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node(document));
  }

  private static ObjectNode node(FeedDocument document) {
    var node = MAPPER.createObjectNode().put("format", document.format());
    put(node, "title", document.title());
    put(node, "link", document.link());
    put(node, "self", document.self());
    put(node, "language", document.language());
    put(node, "generator", document.generator());
    put(node, "interval", document.interval());
    strings(node, "hubs", document.hubs().websub());
    put(node, "cloud", document.hubs().cloud());
    strings(node, "repairs", document.repairs());
    var entries = node.putArray("entries");
    document.entries().forEach(entry -> entries.add(node(entry)));
    return node;
  }

  private static ObjectNode node(Entry entry) {
    var node = MAPPER.createObjectNode();
    put(node, "id", entry.id());
    put(node, "link", entry.link());
    put(node, "title", entry.title());
    put(node, "published", entry.published());
    put(node, "updated", entry.updated());
    put(node, "author", entry.author());
    strings(node, "categories", entry.categories());
    put(node, "language", entry.language());
    put(node, "summary", text(entry.summaryHtml()));
    put(node, "text", text(entry.contentHtml()));
    entry.image().ifPresent(image -> node.set("image", node(image)));
    var enclosures = node.putArray("enclosures");
    entry.enclosures().forEach(it -> enclosures.add(node(it)));
    return node;
  }

  private static ObjectNode node(Entry.Image image) {
    var node = MAPPER.createObjectNode().put("url", image.url().toString());
    put(node, "alt", image.alt());
    return node;
  }

  private static ObjectNode node(Entry.Enclosure enclosure) {
    var node = MAPPER.createObjectNode().put("url", enclosure.url().toString());
    put(node, "type", enclosure.type());
    enclosure.bytes().ifPresent(bytes -> node.put("bytes", bytes));
    return node;
  }

  private static Optional<String> text(Optional<String> html) {
    return html.map(HtmlText::plain).filter(it -> !it.isEmpty());
  }

  private static void put(ObjectNode node, String key, Optional<?> value) {
    value.ifPresent(it -> node.put(key, it.toString()));
  }

  private static void strings(ObjectNode node, String key, List<?> values) {
    ArrayNode array = node.putArray(key);
    values.forEach(it -> array.add(it.toString()));
  }
}
