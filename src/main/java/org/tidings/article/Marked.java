// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A candidate while it is being recognised.
final class Marked {
  /// The strong ones, the most trusted first.
  static final List<AliasKind> STRONG =
      List.of(AliasKind.GUID, AliasKind.WORDPRESS, AliasKind.GUID_PATH, AliasKind.LINK);

  final Candidate candidate;
  final Set<Alias> marks = new LinkedHashSet<>();

  /// Those of the marks that are its own.
  final Set<Alias> usable = new LinkedHashSet<>();

  /// Those that others have too.
  final Set<Alias> lost = new LinkedHashSet<>();

  final Set<Alias> fallbacks = new LinkedHashSet<>();
  final Set<Alias> weak = new LinkedHashSet<>();

  Optional<ArticleId> article = Optional.empty();
  Optional<AliasKind> by = Optional.empty();

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

  Stream<Alias> usable(AliasKind kind) {
    return usable.stream().filter(it -> it.kind() == kind);
  }

  /// For feeds whose guids mean nothing.
  void dropGuids() {
    usable.removeIf(it -> it.kind() == AliasKind.GUID || it.kind() == AliasKind.GUID_PATH);
  }

  boolean has(AliasKind kind) {
    return usable(kind).findAny().isPresent();
  }

  void found(ArticleId id, AliasKind kind) {
    article = Optional.of(id);
    by = Optional.of(kind);
  }
}
