// SPDX-License-Identifier: Apache-2.0
package org.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The formatter check. It is a test because Maven's own JVM may be older than the language level,
/// and the tests' JVM never is. `scripts/format` runs it with `format.update=true`, which rewrites
/// the files instead of complaining.
class FormatTest {
  private static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.defaultOptions());

  @Test
  void every_source_file_is_formatted() throws IOException, FormatterException {
    var update = Boolean.getBoolean("format.update");
    var files = sources();
    assertThat(files).hasSizeGreaterThan(50);
    var unformatted = new ArrayList<Path>();
    for (var file : files) {
      var text = Files.readString(file);
      var formatted = format(text);
      if (!formatted.equals(text)) {
        unformatted.add(file);
        if (update) {
          Files.writeString(file, formatted);
        }
      }
    }
    assertThat(update ? List.of() : unformatted).as("run scripts/format").isEmpty();
  }

  private static String format(String text) throws FormatterException {
    var ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }

  private static List<Path> sources() throws IOException {
    try (var paths = Files.walk(Path.of("src"))) {
      return paths.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
  }
}
