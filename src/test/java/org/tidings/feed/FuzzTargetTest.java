// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each fuzz target holds on its seeds, which are also what the search begins with: the lines of
/// `fuzz/TARGET.txt`, the files of `fuzz/TARGET/` (what the search found once), and for whole
/// documents the feeds of the golden tests.
class FuzzTargetTest {
  private static final Path FOLDER = Path.of("src/test/resources");

  @TestFactory
  Stream<DynamicTest> holds_on_its_seeds() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var target : FuzzTarget.values()) {
      var seeds = seeds(target);
      assertThat(seeds).hasSizeGreaterThan(10);
      seeds.forEach(
          (name, seed) ->
              tests.add(DynamicTest.dynamicTest(target + " " + name, () -> target.check(seed))));
    }
    return tests.stream();
  }

  private static Map<String, byte[]> seeds(FuzzTarget target) throws IOException {
    var name = target.toString().toLowerCase(Locale.ROOT);
    var seeds = new LinkedHashMap<String, byte[]>();
    var lines = FOLDER.resolve("fuzz/" + name + ".txt");
    if (Files.exists(lines)) {
      Files.readAllLines(lines).forEach(it -> seeds.put(it, it.getBytes(UTF_8)));
    }
    for (var file : files(FOLDER.resolve("fuzz/" + name))) {
      seeds.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    if (!Files.exists(lines)) {
      for (var file : files(FOLDER.resolve("feed"))) {
        seeds.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
