// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Comparator;

/// One mistake in the configuration file.
///
/// @param line from 1
/// @param column from 1
/// @param key where in the file's structure, such as `channel "page": daily`; may be empty
/// @param problem what is wrong, and what to write instead
public record ConfigProblem(String file, int line, int column, String key, String problem) {
  static final Comparator<ConfigProblem> IN_FILE_ORDER =
      Comparator.comparingInt(ConfigProblem::line)
          .thenComparingInt(ConfigProblem::column)
          .thenComparing(ConfigProblem::key);

  /// `file:line:column: key: problem`, which editors understand.
  @Override
  public String toString() {
    var place = file + ":" + line + ":" + column + ": ";
    return place + (key.isEmpty() ? "" : key + ": ") + problem;
  }
}
