// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/tidings` in a small checkout, with a Maven and a Java that only say that they were
/// called.
class ScriptTidingsTest {
  private static final List<String> TOOLS =
      List.of("dirname", "find", "flock", "mkdir", "touch", "sed", "head");

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "25.0.1" 2025-10-21' >&2
      else
        echo "java $$ $*"
      fi
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo called >>mvn.log
      touch target/tidings.jar
      """;

  @TempDir Path home;

  private record Ended(int code, long pid, String out, String err) {}

  @BeforeEach
  void checkout() throws IOException {
    for (var folder : List.of("scripts", "bin", "src/main")) {
      Files.createDirectories(home.resolve(folder));
    }
    for (var script : List.of("tidings", "find-java")) {
      Files.copy(Path.of("scripts", script), home.resolve("scripts").resolve(script));
    }
    for (var tool : TOOLS) {
      program(tool, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("src/main/Some.java"), "class Some {}");
    program("java", JAVA);
    program("mvn", MAVEN);
  }

  @Test
  void it_builds_once_with_a_word_and_a_second_call_builds_nothing() throws Exception {
    var first = run("status", "--json");
    assertThat(first.err()).contains("building from source", "built");
    assertThat(first.out())
        .contains("-jar " + home.resolve("target/tidings.jar") + " status --json");
    var second = run("status");
    assertThat(second.err()).isEmpty();
    assertThat(second.code()).isZero();
    assertThat(Files.readAllLines(home.resolve("mvn.log"))).hasSize(1);
  }

  @Test
  void it_builds_again_when_a_source_is_newer() throws Exception {
    run();
    Files.setLastModifiedTime(
        home.resolve("src/main/Some.java"), FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(run().err()).contains("building");
    assertThat(Files.readAllLines(home.resolve("mvn.log"))).hasSize(2);
  }

  @Test
  void it_becomes_the_jvm_so_that_signals_reach_the_daemon() throws Exception {
    var ended = run("run");
    assertThat(ended.out())
        .startsWith("java " + ended.pid() + " ")
        .contains("-XX:+UseSerialGC", "-Xmx128m", "-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void an_older_java_is_passed_over() throws Exception {
    program("old", JAVA.replace("25.0.1", "17.0.9").replace("java $$", "old"));
    assertThat(run("TIDINGS_JAVA", home.resolve("bin/old")).out()).startsWith("java ");
  }

  @Test
  void without_maven_it_says_what_to_install_and_after_a_failed_build_where_to_look()
      throws Exception {
    Files.delete(home.resolve("bin/mvn"));
    var without = run();
    assertThat(without.code()).isEqualTo(69);
    assertThat(without.err().lines()).singleElement().asString().contains("apt install maven");
    program("mvn", "#!/bin/sh\nexit 1\n");
    var failed = run();
    assertThat(failed.code()).isEqualTo(70);
    assertThat(failed.err()).contains("the build failed");
    assertThat(failed.out()).isEmpty();
  }

  private Ended run(String... arguments) throws Exception {
    return run("TIDINGS_JAVA", home.resolve("bin/java"), arguments);
  }

  private Ended run(String variable, Path value, String... arguments) throws Exception {
    var out = home.resolve("out").toFile();
    var err = home.resolve("err").toFile();
    var command = new ArrayList<>(List.of(home.resolve("scripts/tidings").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().clear();
    builder.environment().put("PATH", home.resolve("bin").toString());
    builder.environment().put(variable, value.toString());
    var process = builder.start();
    var code = process.waitFor();
    return new Ended(
        code,
        process.pid(),
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(home.resolve("bin").resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
