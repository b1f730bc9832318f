// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.Locale;
import java.util.Map;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// The vocabularies that feeds use, whichever way their addresses are misspelt.
enum Namespaces {
  NONE("", ""),
  ATOM("atom", "http://www.w3.org/2005/Atom"),
  ATOM_03("atom03", "http://purl.org/atom/ns#"),
  RDF("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
  RSS_10("rss", "http://purl.org/rss/1.0/"),
  RSS_09("rss09", "http://my.netscape.com/rdf/simple/0.9/"),
  DC("dc", "http://purl.org/dc/elements/1.1/"),
  DCTERMS("dcterms", "http://purl.org/dc/terms/"),
  CONTENT("content", "http://purl.org/rss/1.0/modules/content/"),
  SYNDICATION("sy", "http://purl.org/rss/1.0/modules/syndication/"),
  MEDIA("media", "http://search.yahoo.com/mrss/"),
  ITUNES("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
  FEEDBURNER("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
  XHTML("xhtml", "http://www.w3.org/1999/xhtml"),
  OTHER("other", "");

  private static final Map<String, Namespaces> BY_KEY =
      Map.ofEntries(
          Map.entry(key(ATOM.uri), ATOM),
          Map.entry(key(ATOM_03.uri), ATOM_03),
          Map.entry("purl.org/atom/ns#draft-ietf-atompub-format-05", ATOM),
          Map.entry("purl.org/atom", ATOM_03),
          Map.entry(key(RDF.uri), RDF),
          Map.entry(key(RSS_10.uri), RSS_10),
          Map.entry(key(RSS_09.uri), RSS_09),
          Map.entry("channel.netscape.com/rdf/simple/0.9", RSS_09),
          Map.entry("backend.userland.com/rss", NONE),
          Map.entry("backend.userland.com/rss2", NONE),
          Map.entry("backend.userland.com/rss091", NONE),
          Map.entry("backend.userland.com/rss092", NONE),
          Map.entry("blogs.law.harvard.edu/tech/rss", NONE),
          Map.entry("cyber.law.harvard.edu/rss/rss.html", NONE),
          Map.entry("www.rssboard.org/rss-specification", NONE),
          Map.entry(key(DC.uri), DC),
          Map.entry("purl.org/dc/elements/1.0", DC),
          Map.entry(key(DCTERMS.uri), DCTERMS),
          Map.entry(key(CONTENT.uri), CONTENT),
          Map.entry(key(SYNDICATION.uri), SYNDICATION),
          Map.entry(key(MEDIA.uri), MEDIA),
          Map.entry("search.yahoo.com/mrss/1.1", MEDIA),
          Map.entry("www.rssboard.org/media-rss", MEDIA),
          Map.entry(key(ITUNES.uri), ITUNES),
          Map.entry(key(FEEDBURNER.uri), FEEDBURNER),
          Map.entry(key(XHTML.uri), XHTML));

  private final String prefix;
  private final String uri;

  Namespaces(String prefix, String uri) {
    this.prefix = prefix;
    this.uri = uri;
  }

  String uri() {
    return uri;
  }

  Namespace namespace() {
    return uri.isEmpty() ? Namespace.NO_NAMESPACE : Namespace.getNamespace(prefix, uri);
  }

  /// The vocabulary of an element.
  static Namespaces of(Element element) {
    var uri = element.getNamespaceURI();
    return uri.isEmpty() ? NONE : BY_KEY.getOrDefault(key(uri), OTHER);
  }

  /// What people mean by a prefix that they forgot to declare.
  static String usual(String prefix) {
    for (var known : values()) {
      if (known.prefix.equals(prefix) && !known.uri.isEmpty()) {
        return known.uri;
      }
    }
    return "urn:unbound:" + prefix;
  }

  boolean is(Element element, String name) {
    return of(element) == this && element.getName().equals(name);
  }

  /// Scheme, case and a last `/` or `#` are what people get wrong.
  private static String key(String uri) {
    var bare = uri.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    return bare.replaceFirst("[/#]+$", "");
  }
}
