// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidings.feed.Entry;

/// One thing that a document speaks of: an entry, and the same entry where it is repeated.
///
/// @param entries the first is the one to go by
record Candidate(List<Entry> entries) {
  Candidate {
    entries = List.copyOf(entries);
  }

  /// Groups a document's entries, in document order. Two are the same if guid, link, and title or
  /// date agree, or if link, title and date do. (RFC 4287 section 4.1.1: entries with one id are
  /// one entry; but feeds with one id for everything are not rare.)
  static List<Candidate> in(List<Entry> entries) {
    var groups = new ArrayList<List<Entry>>();
    var known = new HashMap<Object, List<Entry>>();
    for (var entry : entries) {
      var keys = keys(entry);
      var group =
          keys.stream()
              .flatMap(it -> Optional.ofNullable(known.get(it)).stream())
              .findFirst()
              .orElseGet(
                  () -> {
                    var fresh = new ArrayList<Entry>();
                    groups.add(fresh);
                    return fresh;
                  });
      group.add(entry);
      keys.forEach(it -> known.putIfAbsent(it, group));
    }
    return groups.stream().map(Candidate::new).toList();
  }

  Entry entry() {
    return entries.getFirst();
  }

  /// All marks of some kind: those of repetitions count too.
  Set<Alias> aliases(AliasKind kind, Site site) {
    var found = new LinkedHashSet<Alias>();
    entries.forEach(it -> Aliases.of(kind, it, site).ifPresent(found::add));
    return found;
  }

  private static List<Object> keys(Entry entry) {
    var guid = Guids.guid(entry);
    var link = entry.link().map(CanonicalUrl::forIdentityWithFragment);
    var title = entry.title();
    var date = entry.published();
    return Stream.of(
            Optional.<Object>of(new GuidAndTitle(guid, link, title))
                .filter(_ -> guid.isPresent() && title.isPresent()),
            date.<Object>map(it -> new GuidAndDate(guid, link, it)).filter(_ -> guid.isPresent()),
            date.<Object>map(it -> new LinkAndBoth(link, title, it))
                .filter(_ -> link.isPresent() && title.isPresent()))
        .flatMap(Optional::stream)
        .toList();
  }

  private record GuidAndTitle(
      Optional<String> guid, Optional<String> link, Optional<String> title) {}

  private record GuidAndDate(Optional<String> guid, Optional<String> link, Instant date) {}

  private record LinkAndBoth(Optional<String> link, Optional<String> title, Instant date) {}
}
