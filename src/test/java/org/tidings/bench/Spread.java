// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Figures of several rounds.
final class Spread {
  private final List<Double> figures = new ArrayList<>();

  void add(double figure) {
    figures.add(figure);
  }

  double median() {
    var sorted = figures.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double max() {
    return figures.stream().mapToDouble(it -> it).max().orElseThrow();
  }

  /// The median, and between what the others are.
  @Override
  public String toString() {
    var least = figures.stream().mapToDouble(it -> it).min().orElseThrow();
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median(), least, max());
  }
}
