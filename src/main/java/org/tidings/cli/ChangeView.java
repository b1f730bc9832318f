// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidings.article.ArticleId;
import org.tidings.article.MassChange;
import org.tidings.text.LogText;

/// A document that looked rebuilt, as a table: what was recognised by what, what looks new, and
/// what to say to it.
final class ChangeView {
  private final Terminal terminal;
  private final Times times;

  ChangeView(Terminal terminal, Times times) {
    this.terminal = terminal;
    this.times = times;
  }

  void show(MassChange change) {
    var fresh = change.rows().stream().filter(it -> it.known().isEmpty()).count();
    terminal.print(
        terminal.strong(
            "feed %s at %s: %d of %d entries look new"
                .formatted(change.feed(), times.local(change.at()), fresh, change.rows().size())));
    terminal.print("  " + LogText.safe(change.reason()));
    change.rows().forEach(this::show);
    byKind(change.rows())
        .forEach(
            (kind, n) -> terminal.print(terminal.faint("  %d known by %s".formatted(n, kind))));
  }

  private void show(MassChange.Row row) {
    var verdict = row.known().map(ChangeView::known).orElse("looks new");
    terminal.print(
        "  %-16s  %-16s  %s"
            .formatted(verdict, row.published().map(times::local).orElse("no date"), title(row)));
  }

  private static String known(ArticleId article) {
    return "article " + article;
  }

  private static String title(MassChange.Row row) {
    return LogText.safe(row.title());
  }

  private static Map<String, Long> byKind(List<MassChange.Row> rows) {
    return rows.stream()
        .filter(it -> it.known().isPresent())
        .collect(Collectors.groupingBy(MassChange.Row::by, Collectors.counting()));
  }
}
