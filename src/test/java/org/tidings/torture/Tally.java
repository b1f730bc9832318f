// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of a run, or of many.
///
/// @param mistakes every copy, loss and phantom, and every unknown that need not be, in words
/// @param moments how the daemon died, and how often
record Tally(
    Map<Kind, Row> rows, List<String> mistakes, Map<String, Integer> moments, double seconds) {

  /// One class of channels.
  ///
  /// @param out posts in the ledger
  /// @param copied in the ledger more than once
  /// @param lost in no ledger, and nobody is asked
  /// @param phantom published as the history says, and not in the ledger; or of no article
  /// @param unknownOut unknown, and out
  /// @param unknownNot unknown, and not out
  /// @param overParked of the unknown those that need not be
  record Row(
      int out, int copied, int lost, int phantom, int unknownOut, int unknownNot, int overParked) {
    static final Row NONE = new Row(0, 0, 0, 0, 0, 0, 0);

    Row plus(Row other) {
      return new Row(
          out + other.out,
          copied + other.copied,
          lost + other.lost,
          phantom + other.phantom,
          unknownOut + other.unknownOut,
          unknownNot + other.unknownNot,
          overParked + other.overParked);
    }
  }

  static Tally none() {
    return new Tally(Map.of(), List.of(), Map.of(), 0);
  }

  int kills() {
    return moments.values().stream().mapToInt(Integer::intValue).sum();
  }

  int out() {
    return rows.values().stream().mapToInt(Row::out).sum();
  }

  int unknown() {
    return rows.values().stream().mapToInt(it -> it.unknownOut() + it.unknownNot()).sum();
  }

  Tally and(List<String> more, Map<String, Integer> died, double took) {
    return plus(new Tally(Map.of(), more, died, took));
  }

  Tally plus(Tally other) {
    var sum = new EnumMap<Kind, Row>(Kind.class);
    sum.putAll(rows);
    other.rows.forEach((kind, row) -> sum.merge(kind, row, Row::plus));
    var died = new TreeMap<>(moments);
    other.moments.forEach((name, count) -> died.merge(name, count, Integer::sum));
    var all = new ArrayList<>(mistakes);
    all.addAll(other.mistakes);
    return new Tally(sum, List.copyOf(all), died, seconds + other.seconds);
  }
}
