// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The manual page names every variable and filter, and its example works.
class TemplateManualTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)template = \"\"\"\n(.*?)\"\"\"");

  @Test
  void names_everything_that_there_is() throws IOException {
    var names = new TreeSet<>(Material.TEXTS);
    names.addAll(Material.LISTS);
    names.addAll(TemplateFilter.ALL.keySet());

    assertThat(names).allSatisfy(it -> assertThat(manual()).containsPattern("`" + it + "[`(]"));
  }

  @Test
  void shows_an_example_that_works() throws IOException, TemplateException {
    var matcher = EXAMPLE.matcher(manual());

    assertThat(matcher.find()).isTrue();
    assertThat(Template.compile(matcher.group(1)).prints("link")).isTrue();
  }

  private static String manual() throws IOException {
    return Files.readString(Path.of("src/docs/templates.md"));
  }
}
