// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.nio.file.Path;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlPosition;

/// Sections for the tests of channel types: from TOML, with the mistakes that reading them found.
public final class Sections {
  private final Problems problems = new Problems("test.toml");
  private final TomlSection section;

  private Sections(String toml) {
    var parsed = Toml.parse(toml);
    if (parsed.hasErrors()) {
      throw new IllegalArgumentException(parsed.errors().toString());
    }
    section =
        new TomlSection(
            parsed, TomlPosition.positionAt(1, 1), "", Path.of("/etc/tidings"), problems);
  }

  public static Sections of(String toml) {
    return new Sections(toml);
  }

  public Section section() {
    return section;
  }

  /// The mistakes so far, each as `line:column: key: problem` without the file's name.
  public List<String> problems() {
    return problems.found().stream()
        .sorted(ConfigProblem.IN_FILE_ORDER)
        .map(it -> it.toString().replaceFirst("^test.toml:", ""))
        .toList();
  }

  /// The keys that were asked for.
  public List<String> asked() {
    return section.asked();
  }
}
