// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// What an element inherits from those around it: the base of its links and its language.
///
/// @param base from `xml:base` (XML Base section 4), else the document's
/// @param language from `xml:lang`, BCP 47
record Scope(URI base, Optional<String> language) {
  /// The scope inside an element.
  static Scope of(Element element, URI document) {
    var parent = element.getParentElement();
    var outer = parent == null ? new Scope(document, Optional.empty()) : of(parent, document);
    var base = attribute(element, "base").flatMap(it -> UriReference.resolve(outer.base(), it));
    var language = attribute(element, "lang").flatMap(Scope::language);
    return new Scope(base.orElse(outer.base()), language.isPresent() ? language : outer.language());
  }

  /// The address that a reference inside the element means.
  Optional<URI> resolve(String reference) {
    return UriReference.resolve(base, reference);
  }

  /// A language tag in its usual form: `en-US` for `en_us`; absent if it is none.
  static Optional<String> language(String written) {
    var tag = written.strip().replace('_', '-');
    if (tag.isEmpty()) {
      return Optional.empty();
    }
    try {
      var locale = new Locale.Builder().setLanguageTag(tag).build();
      // "English" has the form of a tag, but every language has two or three letters there
      var letters = locale.getLanguage().length();
      return letters < 2 || letters > 3 ? Optional.empty() : Optional.of(locale.toLanguageTag());
    } catch (IllformedLocaleException e) {
      // not even the form of a tag
      return Optional.empty();
    }
  }

  private static Optional<String> attribute(Element element, String name) {
    return Optional.ofNullable(element.getAttributeValue(name, Namespace.XML_NAMESPACE));
  }
}
