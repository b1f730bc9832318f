// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidings.feed.Entry;

/// Tells which entries of a document we have met before. Pure but for the memory that it is given.
///
/// An entry is new only if no mark of it is known, and weak marks do not agree on one either. A
/// mark that several entries of one document have marks none of them, now and for ever: the feed
/// may show them one at a time later. Entries that stand side by side are two, so an article that
/// one entry was found to be by a better mark is not also another one; except by guid, where a
/// second hit is as good as the first.
final class Identity {
  private final Site site;
  private final Recall recall;
  private final List<Marked> all;
  private final Map<Alias, ArticleId> known;
  private final Set<ArticleId> taken = new HashSet<>();
  private final Set<Alias> sharedWeak = new HashSet<>();

  private Identity(List<Candidate> candidates, Site site, Recall recall) {
    this.site = site;
    this.recall = recall;
    this.all = candidates.stream().map(it -> new Marked(it, site)).toList();
    this.known =
        new HashMap<>(recall.lookup(all.stream().flatMap(Marked::everything).collect(toSet())));
  }

  /// One entry, and what we know of it.
  ///
  /// @param known the article that it is; absent if it is new
  /// @param by the kind of mark that told; absent if it is new
  /// @param missing marks that the article should have from now on
  record Recognised(
      Entry entry, Optional<ArticleId> known, Optional<AliasKind> by, List<Alias> missing) {
    Recognised {
      missing = List.copyOf(missing);
    }
  }

  /// One document.
  ///
  /// @param entries without repetitions, in document order
  record Document(List<Recognised> entries, GuidQuality guids) {
    Document {
      entries = List.copyOf(entries);
    }
  }

  /// Recognises the entries of one document; repetitions within it are left out.
  static Document recognise(List<Entry> entries, Site site, Recall recall) {
    return new Identity(Candidate.in(entries), site, recall).run();
  }

  private Document run() {
    leaveOutShared();
    var moving = recall.guidsCount() && GuidQuality.move(all, known);
    if (moving || !recall.guidsCount()) {
      all.forEach(Marked::dropGuids);
    }
    Marked.STRONG.forEach(this::match);
    var repetitions = matchByFallbacks();
    var different = all.stream().filter(it -> !repetitions.contains(it)).toList();
    matchByWeak(different);
    var guids = moving ? GuidQuality.MOVING : GuidQuality.of(different, known);
    return new Document(different.stream().map(this::recognised).toList(), guids);
  }

  private void leaveOutShared() {
    var shared = shared(all.stream().map(it -> it.marks));
    for (var marked : all) {
      marked.leaveOut(it -> shared.contains(it) || known.containsKey(it.shared()));
    }
  }

  private void match(AliasKind kind) {
    for (var marked : all) {
      if (marked.article.isEmpty()) {
        marked
            .usable(kind)
            .flatMap(it -> Optional.ofNullable(known.get(it)).stream())
            .filter(it -> kind == AliasKind.GUID || !taken.contains(it))
            .findFirst()
            .ifPresent(it -> found(marked, it, kind));
      }
    }
  }

  /// For entries that have no mark of their own left, or had one that turned out to be shared.
  ///
  /// @return those that only repeat another entry of this document
  private Set<Marked> matchByFallbacks() {
    var rest = all.stream().filter(it -> it.article.isEmpty() && needsFallback(it)).toList();
    rest.forEach(it -> it.fallbacks.addAll(fallbacks(it, true)));
    var dated = shared(rest.stream().map(it -> it.fallbacks));
    dated.removeIf(it -> it.kind() != AliasKind.TITLE_DATE);
    rest.forEach(it -> it.fallbacks.removeAll(dated));
    lookup(rest.stream().flatMap(it -> it.fallbacks.stream()).collect(toSet()));
    var repetitions = new HashSet<Marked>();
    var seen = new HashSet<Alias>();
    for (var marked : rest) {
      var alone = !hasFree(marked);
      marked.fallbacks.stream()
          .filter(known::containsKey)
          .filter(it -> alone || !taken.contains(known.get(it)))
          .findFirst()
          .ifPresent(it -> found(marked, Objects.requireNonNull(known.get(it)), it.kind()));
      if (alone && marked.article.isEmpty() && !disjoint(seen, marked.fallbacks)) {
        repetitions.add(marked);
      }
      seen.addAll(marked.fallbacks);
    }
    return repetitions;
  }

  private void lookup(Set<Alias> aliases) {
    known.putAll(recall.lookup(aliases));
  }

  private boolean needsFallback(Marked marked) {
    return !hasFree(marked) || (!marked.lost.isEmpty() && !marked.has(AliasKind.GUID));
  }

  private boolean hasFree(Marked marked) {
    return marked.usable.stream().anyMatch(it -> !known.containsKey(it));
  }

  private void matchByWeak(List<Marked> different) {
    var rest = different.stream().filter(it -> it.article.isEmpty()).toList();
    rest.forEach(this::markWeakly);
    sharedWeak.addAll(shared(rest.stream().map(it -> it.weak)));
    var oldest =
        different.stream()
            .flatMap(it -> it.candidate.entry().published().stream())
            .min(Comparator.<Instant>naturalOrder());
    known.putAll(WeakMatch.match(rest, sharedWeak, recall, oldest, taken));
  }

  private void markWeakly(Marked marked) {
    marked.weak.addAll(Aliases.weak(marked.candidate.entry(), site, marked.has(AliasKind.LINK)));
  }

  private void found(Marked marked, ArticleId article, AliasKind by) {
    marked.found(article, by);
    taken.add(article);
  }

  private Recognised recognised(Marked marked) {
    var missing = new LinkedHashSet<>(marked.usable);
    if (marked.article.isEmpty()) {
      missing.addAll(marked.fallbacks.isEmpty() ? fallbacks(marked, false) : marked.fallbacks);
      missing.addAll(othersHave(marked));
    }
    missing.addAll(marked.lost.stream().map(Alias::shared).toList());
    missing.removeAll(known.keySet());
    if (marked.article.isPresent() && !missing.isEmpty() && marked.weak.isEmpty()) {
      markWeakly(marked); // it has changed: what else it is known by may have changed with it
    }
    missing.addAll(marked.weak);
    missing.removeAll(known.keySet());
    return new Recognised(
        marked.candidate.entry(), marked.article, marked.by, List.copyOf(missing));
  }

  /// A title that comes again ("Links of the week") tells nothing from then on, nor does a text.
  private List<Alias> othersHave(Marked marked) {
    return marked.weak.stream()
        .filter(it -> known.containsKey(it) || sharedWeak.contains(it))
        .map(Alias::shared)
        .toList();
  }

  private List<Alias> fallbacks(Marked marked, boolean needed) {
    return Aliases.fallbacks(marked.candidate.entry(), site, needed);
  }

  /// What more than one has.
  private static Set<Alias> shared(Stream<Set<Alias>> sets) {
    var once = new HashSet<Alias>();
    var more = new HashSet<Alias>();
    sets.flatMap(Set::stream).filter(it -> !once.add(it)).forEach(more::add);
    return more;
  }
}
