// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Recognises what lost all its strong marks at once (a new permalink structure, a renamed page
/// whose address is its guid) by several weak ones that agree: one of them alone proves nothing.
///
/// The strongest sign is that an article vanished from a document in which it had its place, just
/// as an entry appeared that resembles it. And entries that stand side by side are two: what an
/// entry of this document was found to be, no other one is.
final class WeakMatch {
  /// Dates are moved by a redesign's time zones, and by authors, by no more than this.
  private static final Duration NEAR = Duration.ofDays(2);

  private final List<Marked> rest;
  private final Map<Alias, ArticleId> known;
  private final Map<ArticleId, Remembered> remembered;
  private final Map<Instant, List<ArticleId>> byDate;
  private final Map<ArticleId, Integer> places = new HashMap<>();
  private final Optional<Instant> oldest;
  private final Set<ArticleId> taken;

  private WeakMatch(
      List<Marked> rest,
      Map<Alias, ArticleId> known,
      Recall recall,
      Optional<Instant> oldest,
      Set<ArticleId> taken) {
    this.rest = rest;
    this.known = known;
    recall.shown().forEach(it -> places.put(it, places.size()));
    this.oldest = oldest;
    this.taken = taken;
    var ids = new HashSet<>(known.values());
    ids.addAll(places.keySet());
    ids.removeAll(taken);
    this.remembered = recall.articles(ids);
    this.byDate =
        remembered.values().stream()
            .filter(it -> it.published().isPresent())
            .collect(groupingBy(it -> it.published().get(), mapping(Remembered::id, toList())));
  }

  /// Matches what is not matched yet.
  ///
  /// @param shared the weak marks that several of the rest have
  /// @param oldest the oldest date in the document
  /// @param taken what other entries of the document were found to be; added to
  /// @return whose the rest's weak marks are
  static Map<Alias, ArticleId> match(
      List<Marked> rest,
      Set<Alias> shared,
      Recall recall,
      Optional<Instant> oldest,
      Set<ArticleId> taken) {
    if (rest.isEmpty()) {
      return Map.of();
    }
    var known =
        recall.lookup(
            rest.stream()
                .flatMap(it -> it.weak.stream())
                .flatMap(it -> Stream.of(it, it.shared()))
                .collect(toSet()));
    var own = new HashMap<>(known);
    own.keySet().removeIf(it -> shared.contains(it) || known.containsKey(it.shared()));
    new WeakMatch(rest, own, recall, oldest, taken).run();
    return known;
  }

  private void run() {
    var pairs = new ArrayList<Pair>();
    for (var marked : rest) {
      candidates(marked)
          .flatMap(it -> Optional.ofNullable(remembered.get(it)).stream())
          .map(it -> pair(marked, it))
          .filter(Pair::agrees)
          .forEach(pairs::add);
    }
    pairs.sort(Comparator.comparingLong(Pair::strength).reversed());
    for (var pair : pairs) {
      if (pair.marked().article.isEmpty() && taken.add(pair.article())) {
        pair.marked().found(pair.article(), pair.kind());
      }
    }
  }

  private Stream<ArticleId> candidates(Marked marked) {
    var marks = marked.weak.stream().flatMap(it -> Optional.ofNullable(known.get(it)).stream());
    var date = date(marked);
    return Stream.concat(marks, date.stream().flatMap(it -> at(it).stream())).distinct();
  }

  /// As precisely as the memory has it.
  private static Optional<Instant> date(Marked marked) {
    return marked.candidate.entry().published().map(it -> it.truncatedTo(ChronoUnit.MILLIS));
  }

  private List<ArticleId> at(Instant date) {
    return byDate.getOrDefault(date, List.of());
  }

  private Pair pair(Marked marked, Remembered article) {
    var date = date(marked);
    var both = date.isPresent() && article.published().isPresent();
    return new Pair(
        marked,
        article.id(),
        has(marked, AliasKind.LINK_PATH, article.id()),
        has(marked, AliasKind.TITLE, article.id()),
        has(marked, AliasKind.TEXT, article.id()),
        !both,
        both && near(date.get(), article.published().get()),
        both && date.equals(article.published()) && hasTime(date.get()),
        isReplaced(article));
  }

  private boolean has(Marked marked, AliasKind kind, ArticleId article) {
    return marked.weak.stream().anyMatch(it -> it.kind() == kind && article.equals(known.get(it)));
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(NEAR) <= 0;
  }

  /// A date without a time of day is shared by all that was written that day.
  private static boolean hasTime(Instant date) {
    return !date.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /// Whether it is missing from this document, and not because it was the oldest and made room.
  private boolean isReplaced(Remembered article) {
    var place = Optional.ofNullable(places.get(article.id()));
    var dated = article.published().flatMap(date -> oldest.map(it -> !date.isBefore(it)));
    return place.isPresent() && dated.orElse(place.get() < places.size() - rest.size());
  }

  /// An entry, an article, and what speaks for their being the same.
  private record Pair(
      Marked marked,
      ArticleId article,
      boolean path,
      boolean title,
      boolean text,
      boolean undated,
      boolean near,
      boolean sameTime,
      boolean replaced) {
    boolean agrees() {
      return (path && (title || text || near || (undated && replaced)))
          || (title && text)
          || (text && (sameTime || replaced))
          || (title && near && (sameTime || replaced))
          || (title && undated && replaced)
          || (sameTime && replaced);
    }

    long strength() {
      return Stream.of(path, title, text, near, sameTime, replaced).filter(it -> it).count();
    }

    AliasKind kind() {
      if (path) {
        return AliasKind.LINK_PATH;
      }
      if (text) {
        return AliasKind.TEXT;
      }
      return title ? AliasKind.TITLE : AliasKind.MOMENT;
    }
  }
}
