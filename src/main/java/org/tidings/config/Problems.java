// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tomlj.TomlPosition;

/// Gathers every mistake of one file.
final class Problems {
  private final String file;
  private final List<ConfigProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(TomlPosition position, String key, String problem) {
    add(position.line(), position.column(), key, problem);
  }

  void add(int line, int column, String key, String problem) {
    found.add(new ConfigProblem(file, line, column, key, problem));
  }

  List<ConfigProblem> found() {
    return List.copyOf(found);
  }

  void refuseIfAny() {
    refuse(_ -> true);
  }

  /// Refuses the file for these mistakes only, if there are any.
  void refuse(Predicate<ConfigProblem> bad) {
    var these = found.stream().filter(bad).toList();
    if (!these.isEmpty()) {
      throw new ConfigException(these);
    }
  }
}
