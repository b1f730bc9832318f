// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;
import org.tidings.text.PlainText;
import tools.jackson.databind.JsonNode;

/// Reads values of a JSON Feed as what they were meant to be; what is of another kind is absent,
/// and never costs more than itself.
///
/// @param node a JSON object
/// @param scope what links are relative to, and the language of the whole
record JsonItem(JsonNode node, Scope scope) {
  /// Categories of one entry; more is spam.
  private static final int MAX_TAGS = 100;

  /// The item as an entry.
  ///
  /// @param author the feed's, for items without one (JSON Feed 1.1)
  Entry entry(Optional<String> author, Instant now) {
    var inside = new Scope(scope.base(), language().or(scope::language));
    var content = words("content_html").or(() -> words("content_text").map(JsonItem::html));
    var summary = words("summary").map(JsonItem::html);
    var enclosures = list("attachments").flatMap(it -> it.enclosure().stream()).distinct().toList();
    return new Entry(
        said("id"),
        link(),
        title(),
        said("date_published").flatMap(it -> Dates.parse(it, now)),
        said("date_modified").flatMap(it -> Dates.parse(it, now)),
        authors().or(() -> author),
        tags(),
        inside.language(),
        summary,
        content,
        image(enclosures, content),
        enclosures,
        others());
  }

  /// Extensions that are a text; their names begin with `_` (JSON Feed 1.1, "Extensions").
  private List<Entry.Other> others() {
    return node.propertyStream()
        .filter(it -> it.getKey().startsWith("_"))
        .flatMap(it -> words(it.getKey()).map(text -> new Entry.Other(it.getKey(), text)).stream())
        .filter(it -> it.value().length() <= Extras.LONGEST_OTHER)
        .limit(Extras.MOST_OTHERS)
        .toList();
  }

  /// The text under a key, trimmed; absent if it is blank or no text.
  Optional<String> words(String key) {
    var value = node.path(key);
    return Optional.of(value.isString() ? value.stringValue().strip() : "")
        .filter(it -> !it.isEmpty());
  }

  /// The BCP 47 tag.
  Optional<String> language() {
    return words("language").flatMap(Scope::language);
  }

  /// The objects of the list under a key; of a single one that stands without its list, that.
  Stream<JsonItem> list(String key) {
    var value = node.path(key);
    return (value.isObject() ? Stream.of(value) : value.valueStream())
        .filter(JsonNode::isObject)
        .map(it -> new JsonItem(it, scope));
  }

  /// The names of `authors`, or of the `author` of version 1.0; some give plain text for both.
  Optional<String> authors() {
    return EntryReader.names(
        Stream.of("authors", "author")
            .flatMap(key -> Stream.concat(list(key).flatMap(JsonItem::name), texts(key))));
  }

  private Stream<String> name() {
    return words("name").stream();
  }

  /// The texts of the list under a key, and of one that stands without its list.
  private Stream<String> texts(String key) {
    var value = node.path(key);
    return (value.isArray() ? value.valueStream() : Stream.of(value))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }

  /// The text under a key; a number where the text belongs is taken as its digits.
  private Optional<String> said(String key) {
    var value = node.path(key);
    var finite = value.isNumber() && Double.isFinite(value.asDouble());
    return finite ? Optional.of(value.asString()) : words(key);
  }

  /// The title, plain, on one line.
  Optional<String> title() {
    return said("title").map(PlainText::line).filter(it -> !it.isEmpty());
  }

  /// `url` is the blog's own page; a linkblog may have nothing but the page it points at.
  private Optional<URI> link() {
    return words("url")
        .flatMap(scope::resolve)
        .or(() -> words("external_url").flatMap(scope::resolve));
  }

  private List<String> tags() {
    return texts("tags")
        .map(PlainText::line)
        .filter(it -> !it.isEmpty())
        .distinct()
        .limit(MAX_TAGS)
        .toList();
  }

  private Optional<Entry.Image> image(List<Entry.Enclosure> enclosures, Optional<String> content) {
    var shown = Pictures.shown(content, scope);
    return words("image")
        .or(() -> words("banner_image"))
        .flatMap(scope::resolve)
        .map(it -> new Entry.Image(it, Optional.empty()))
        .or(() -> Pictures.enclosed(enclosures))
        .or(() -> shown.stream().findFirst())
        .map(it -> Pictures.described(it, shown));
  }

  private Optional<Entry.Enclosure> enclosure() {
    var size = node.path("size_in_bytes");
    var bytes = size.isNumber() && size.canConvertToLong() ? size.longValue() : 0;
    return words("url")
        .flatMap(scope::resolve)
        .map(
            url ->
                new Entry.Enclosure(
                    url, words("mime_type"), Optional.of(bytes).filter(it -> it > 0)));
  }

  /// Plain text as HTML that is read back the same: with its line breaks, and nothing of it taken
  /// for HTML that was escaped twice.
  private static String html(String plain) {
    return "<pre>" + Entities.escape(plain) + "</pre>";
  }
}
