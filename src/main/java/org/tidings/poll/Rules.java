// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.article.Article;
import org.tidings.config.Filter;
import org.tidings.config.Filter.Condition;
import org.tidings.config.RouteSettings;
import org.tidings.text.TextMatch;

/// Whether an article passes a route's `include` and `exclude`.
final class Rules {
  private Rules() {}

  /// Why an article can't take a route, naming the rule; absent if it can.
  static Optional<String> refusal(RouteSettings route, Article article) {
    return excluded(route.exclude(), article)
        .or(() -> notIncluded(route.include(), article))
        .map(it -> "route " + route.id() + ": " + it);
  }

  private static Optional<String> excluded(Filter exclude, Article article) {
    return exclude.conditions().stream()
        .flatMap(
            it ->
                it.values().stream()
                    .filter(value -> holds(it.field(), value, article))
                    .map(value -> "exclude %s \"%s\"".formatted(it.field().word(), value)))
        .findFirst();
  }

  private static Optional<String> notIncluded(Filter include, Article article) {
    return include.conditions().stream()
        .filter(it -> it.values().stream().noneMatch(value -> holds(it.field(), value, article)))
        .map(it -> "include %s %s does not hold".formatted(it.field().word(), listed(it)))
        .findFirst();
  }

  private static String listed(Condition condition) {
    return condition.values().stream()
        .map(it -> "\"" + it + "\"")
        .collect(Collectors.joining(" or "));
  }

  private static boolean holds(Filter.Field field, TextMatch value, Article article) {
    return switch (field) {
      case CATEGORY -> article.categories().stream().anyMatch(value::isNameOf);
      case AUTHOR -> authors(article).anyMatch(value::isNameOf);
      case TITLE -> value.isIn(article.title());
      case TEXT -> value.isIn(article.summary()) || value.isIn(article.text());
    };
  }

  /// Each of them, and all together, for names with a comma in them.
  private static Stream<String> authors(Article article) {
    return article.author().stream()
        .flatMap(it -> Stream.concat(Stream.of(it), List.of(it.split(", ")).stream()));
  }
}
