// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.tidings.channel.Channel;
import org.tidings.http.Http;
import org.tidings.store.Beside;
import org.tidings.store.Database;

/// A mistake around the real engine, which has none of these switches: here are the places where
/// one can be planted. As it is: none.
class Mistake {
  /// The channel as the engine sees it.
  Channel on(Channel channel, World world) {
    return channel;
  }

  /// The blog as the engine reads it.
  Http reading(Http blog, Database database) {
    return blog;
  }

  /// The clock by which the engine decides.
  ///
  /// @param watched the right one
  InstantSource clock(InstantSource watched, World world) {
    return watched;
  }

  /// The pause between two looks.
  Duration settle(Duration settle) {
    return settle;
  }

  String schema(String sql) {
    return sql;
  }

  /// How many requests of a run are overtaken, at most: by the owner, or since their lane is taken
  /// for dead. For mistakes that show nowhere else.
  double stuck() {
    return 0.1;
  }

  /// How many writes fail, at most; likewise.
  double disk() {
    return 0.004;
  }

  /// Whether the fence can be compared with the claims at all.
  boolean countsClaims() {
    return true;
  }

  /// Before anything else at a start.
  void started(Database database, Beside beside) {}

  void polled(Database database) {}

  /// Before each step.
  void steps(Path file) {}

  void died(Path file) {}

  static void execute(Database database, String sql) {
    database.runInTx(tx -> tx.handle().execute(sql));
  }
}
