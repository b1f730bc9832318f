// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidings.feed.Entry;

/// Tells which entries of a document we have met before. Pure but for the look-up that it is given.
///
/// An entry is new only if no mark of it is known. A mark that several entries of one document
/// have marks none of them, now and for ever: the feed may show them one at a time later. Entries
/// that stand side by side are two, so an article that one entry was found to be by a better mark
/// is not also another one; except by guid, where a second hit is as good as the first.
final class Identity {
  /// The strong ones, the most trusted first.
  private static final List<AliasKind> STRONG =
      List.of(AliasKind.GUID, AliasKind.WORDPRESS, AliasKind.GUID_PATH, AliasKind.LINK);

  private final Site site;
  private final Function<Set<Alias>, Map<Alias, ArticleId>> lookup;
  private final List<Marked> all;
  private final Map<Alias, ArticleId> known;
  private final Set<ArticleId> taken = new HashSet<>();

  private Identity(
      List<Candidate> candidates, Site site, Function<Set<Alias>, Map<Alias, ArticleId>> lookup) {
    this.site = site;
    this.lookup = lookup;
    this.all = candidates.stream().map(it -> new Marked(it, site)).toList();
    this.known =
        new HashMap<>(lookup.apply(all.stream().flatMap(Marked::everything).collect(toSet())));
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

  /// Recognises the entries of one document; repetitions within it are left out.
  static List<Recognised> recognise(
      List<Entry> entries, Site site, Function<Set<Alias>, Map<Alias, ArticleId>> lookup) {
    return new Identity(Candidate.in(entries), site, lookup).run();
  }

  private List<Recognised> run() {
    leaveOutShared();
    STRONG.forEach(this::match);
    var repetitions = matchByFallbacks();
    return all.stream().filter(it -> !repetitions.contains(it)).map(this::recognised).toList();
  }

  private void leaveOutShared() {
    var shared = shared(all.stream().map(it -> it.marks));
    for (var marked : all) {
      marked.leaveOut(it -> shared.contains(it) || known.containsKey(it.shared()));
    }
  }

  private void match(AliasKind kind) {
    for (var marked : all) {
      marked.usable.stream()
          .filter(it -> it.kind() == kind && marked.article.isEmpty())
          .flatMap(it -> Optional.ofNullable(known.get(it)).stream())
          .filter(it -> kind == AliasKind.GUID || !taken.contains(it))
          .findFirst()
          .ifPresent(it -> found(marked, it, kind));
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
    known.putAll(lookup.apply(rest.stream().flatMap(it -> it.fallbacks.stream()).collect(toSet())));
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

  private boolean needsFallback(Marked marked) {
    return !hasFree(marked) || (!marked.lost.isEmpty() && !marked.hasGuid());
  }

  private boolean hasFree(Marked marked) {
    return marked.usable.stream().anyMatch(it -> !known.containsKey(it));
  }

  private void found(Marked marked, ArticleId article, AliasKind by) {
    marked.article = Optional.of(article);
    marked.by = Optional.of(by);
    taken.add(article);
  }

  private Recognised recognised(Marked marked) {
    var missing = new LinkedHashSet<>(marked.usable);
    if (marked.article.isEmpty()) {
      missing.addAll(marked.fallbacks.isEmpty() ? fallbacks(marked, false) : marked.fallbacks);
    }
    missing.addAll(marked.lost.stream().map(Alias::shared).toList());
    missing.removeAll(known.keySet());
    return new Recognised(
        marked.candidate.entry(), marked.article, marked.by, List.copyOf(missing));
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

  /// A candidate while it is being recognised.
  private static final class Marked {
    private final Candidate candidate;
    private final Set<Alias> marks = new LinkedHashSet<>();
    private final Set<Alias> usable = new LinkedHashSet<>();
    private final Set<Alias> lost = new LinkedHashSet<>();
    private final Set<Alias> fallbacks = new LinkedHashSet<>();
    private Optional<ArticleId> article = Optional.empty();
    private Optional<AliasKind> by = Optional.empty();

    Marked(Candidate candidate, Site site) {
      this.candidate = candidate;
      candidate.entries().forEach(it -> Aliases.part(it).ifPresent(marks::add));
      STRONG.forEach(it -> marks.addAll(candidate.aliases(it, site)));
    }

    Stream<Alias> everything() {
      return marks.stream().flatMap(it -> Stream.of(it, it.shared()));
    }

    void leaveOut(Predicate<Alias> shared) {
      marks.forEach(it -> (shared.test(it) ? lost : usable).add(it));
    }

    boolean hasGuid() {
      return usable.stream().anyMatch(it -> it.kind() == AliasKind.GUID);
    }
  }
}
