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
        id(),
        link(),
        words("title").map(PlainText::line).filter(it -> !it.isEmpty()),
        words("date_published").flatMap(it -> Dates.parse(it, now)),
        words("date_modified").flatMap(it -> Dates.parse(it, now)),
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

  /// The names of `authors`, or of the `author` of version 1.0, which some give as plain text.
  Optional<String> authors() {
    var people = Stream.concat(list("authors"), list("author"));
    return EntryReader.names(
        Stream.concat(people.flatMap(it -> it.words("name").stream()), words("author").stream()));
  }

  /// A number where the text belongs is taken as its digits.
  private Optional<String> id() {
    var id = node.path("id");
    return id.isNumber() ? Optional.of(id.asString()) : words("id");
  }

  /// `url` is the blog's own page; a linkblog may have nothing but the page it points at.
  private Optional<URI> link() {
    return words("url")
        .flatMap(scope::resolve)
        .or(() -> words("external_url").flatMap(scope::resolve));
  }

  private List<String> tags() {
    return Stream.concat(node.path("tags").valueStream(), Stream.of(node.path("tags")))
        .filter(JsonNode::isString)
        .map(it -> PlainText.line(it.stringValue()))
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

  /// Plain text as HTML, with its line breaks.
  private static String html(String plain) {
    return Entities.escape(plain).replace("\n", "<br>");
  }
}
