// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.feed.Entry;

/// Makes an entry's marks.
final class Aliases {
  /// In UTF-16 units of folded text: less may be a formula ("Watch it live on our channel").
  private static final int OWN_WORDS = 200;

  private Aliases() {}

  /// The mark of one kind, if the entry has what it takes.
  static Optional<Alias> of(AliasKind kind, Entry entry, Site site) {
    var value =
        switch (kind) {
          case GUID -> Guids.guid(entry);
          case WORDPRESS -> Guids.number(entry, site);
          case GUID_PATH -> Guids.path(entry, !site.oneBlog());
          case LINK -> entry.link().filter(it -> !site.isHome(it)).map(CanonicalUrl::forIdentity);
          case TITLE_DATE ->
              entry.title().flatMap(it -> entry.published().map(date -> it + '\0' + date));
          case CONTENT -> Optional.of(entry.title().orElse("") + '\0' + Reading.of(entry).text());
          case LINK_PATH -> entry.link().filter(site::isOwn).flatMap(CanonicalUrl::path);
          case TITLE -> entry.title().map(FoldedTitle::of).filter(it -> !it.isEmpty());
          case TEXT -> words(entry);
          case MOMENT, SHARED -> Optional.<String>empty(); // not of an entry alone
        };
    return value.map(it -> Alias.of(kind, it));
  }

  private static Optional<String> words(Entry entry) {
    return Optional.of(FoldedTitle.of(Reading.of(entry).text()))
        .filter(it -> it.length() >= OWN_WORDS);
  }

  /// The weak marks.
  ///
  /// @param ownLink whether its address is no other's
  static List<Alias> weak(Entry entry, Site site, boolean ownLink) {
    var path = ownLink ? of(AliasKind.LINK_PATH, entry, site) : Optional.<Alias>empty();
    return Stream.of(path, of(AliasKind.TITLE, entry, site), of(AliasKind.TEXT, entry, site))
        .flatMap(Optional::stream)
        .toList();
  }

  /// The address with its fragment, for entries that are parts of one page.
  static Optional<Alias> part(Entry entry) {
    return entry
        .link()
        .filter(it -> it.getRawFragment() != null)
        .map(it -> Alias.of(AliasKind.LINK, CanonicalUrl.forIdentityWithFragment(it)));
  }

  /// What is left for an entry with neither guid nor link, or with none that is its own. Kept for
  /// others too, as far as it is cheap to make: what is somebody's own now may turn out to be
  /// shared later.
  static List<Alias> fallbacks(Entry entry, Site site, boolean needed) {
    var dated = of(AliasKind.TITLE_DATE, entry, site);
    var content =
        needed || dated.isEmpty() || Guids.guid(entry).isEmpty()
            ? of(AliasKind.CONTENT, entry, site)
            : Optional.<Alias>empty();
    return Stream.of(dated, content).flatMap(Optional::stream).toList();
  }
}
