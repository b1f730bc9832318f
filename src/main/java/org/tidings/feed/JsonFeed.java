// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). Keys that it does not know, such as the extensions
/// with `_` in front, are passed over.
final class JsonFeed {
  /// How the format says its name, wherever that stands.
  private static final Pattern VERSION =
      Pattern.compile("https?://(?:www\\.)?jsonfeed\\.org/version/(\\d(?:\\.\\d)?)/?");

  /// A list or an object, and not `{%` or `{{`, which a forgotten template begins with.
  private static final Pattern BEGINNING =
      Pattern.compile("\\s*(\\[\\s*[\\[\\]{\"]|\\{\\s*[\"'}/\\w])");

  /// In UTF-16 units: a notice of PHP in front of the document is shorter.
  private static final int REACH = 4096;

  private JsonFeed() {}

  /// Index of the brace with which a JSON document begins; absent if it is none. What servers say
  /// of a document is often wrong, so its own beginning decides.
  static Optional<Integer> start(String text) {
    var begin = BEGINNING.matcher(text);
    if (begin.lookingAt()) {
      return Optional.of(begin.start(1));
    }
    var reach = text.substring(0, Math.min(text.length(), REACH));
    var named = VERSION.matcher(reach);
    var brace = reach.indexOf('{');
    return brace >= 0 && named.find(brace) && !reach.substring(0, brace).contains("<rss")
        ? Optional.of(brace)
        : Optional.empty();
  }

  /// Reads the document that begins at an index.
  static FeedDocument read(String text, int start, URI base, Instant now, Repairs repairs)
      throws UnreadableException {
    if (text.charAt(start) == '[') {
      throw new UnreadableException("this is a list in JSON, not a feed");
    }
    if (!text.substring(0, start).isBlank()) {
      repairs.note("something stood before the feed's first brace");
    }
    var tree = JsonTree.read(text, start, repairs);
    var head = new JsonItem(tree.head(), new Scope(base, Optional.empty()));
    var format = format(head, tree, repairs);
    var author = head.authors();
    var scope = new Scope(base, head.language());
    var objects = tree.items().stream().filter(JsonNode::isObject).toList();
    if (objects.size() < tree.items().size()) {
      repairs.note("items that are no items; they are left out");
    }
    return new FeedDocument(
        format,
        head.title(),
        head.words("home_page_url").flatMap(scope::resolve),
        head.words("feed_url").flatMap(scope::resolve),
        head.words("next_url").flatMap(scope::resolve),
        scope.language(),
        Optional.empty(),
        Optional.empty(),
        new Hubs(hubs(head, scope, "WebSub").toList(), hubs(head, scope, "rssCloud").findFirst()),
        repairs.list(),
        objects.stream().map(it -> new JsonItem(it, scope).entry(author, now)).toList());
  }

  /// JSON Feed 1.1, "hubs"; one that does not say its type is taken for WebSub's.
  private static Stream<URI> hubs(JsonItem head, Scope scope, String type) {
    return head.list("hubs")
        .filter(it -> it.words("type").orElse("WebSub").equalsIgnoreCase(type))
        .flatMap(it -> it.words("url").flatMap(scope::resolve).stream())
        .distinct();
  }

  /// By its version; a document that forgot it is one if it has items with ids or addresses.
  private static String format(JsonItem head, JsonTree tree, Repairs repairs)
      throws UnreadableException {
    var version = VERSION.matcher(head.words("version").orElse(""));
    if (version.matches() && tree.head().path("items").isArray()) {
      return "json feed " + (version.group(1).equals("1") ? "1.0" : version.group(1));
    }
    var items = tree.items();
    if (items.isEmpty() || !items.stream().allMatch(it -> it.has("id") || it.has("url"))) {
      throw new UnreadableException(
          "this is a JSON document, but no JSON Feed with items; look for the site's feed, in RSS,"
              + " Atom or JSON Feed");
    }
    repairs.note("it does not say that it is a JSON Feed");
    return "json feed";
  }
}
