// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration can't be used. Holds every mistake that was found, in file order.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<ConfigProblem> problems;

  ConfigException(List<ConfigProblem> problems) {
    super(
        problems.stream()
            .sorted(ConfigProblem.IN_FILE_ORDER)
            .map(ConfigProblem::toString)
            .collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted(ConfigProblem.IN_FILE_ORDER).toList();
  }

  public List<ConfigProblem> problems() {
    return problems;
  }
}
