// SPDX-License-Identifier: Apache-2.0
package org.tidings;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// What becomes of a test whose surroundings are missing: it is skipped with a word why, or fails
/// where `-Dtidings.require=true` promises that everything is there.
public final class Required {
  private Required() {}

  /// Goes on only if something is there.
  ///
  /// @param what it is, and how to get it; follows the word `skipped:`
  public static void that(boolean there, String what) {
    if (there) {
      return;
    }
    if (Boolean.getBoolean("tidings.require")) {
      fail("required, and not there: " + what);
    }
    abort("skipped: " + what);
  }

  /// The folder named by a system property, else the fallback; must hold `file`.
  public static Path folder(String property, String fallback, String file, String what) {
    var folder = Path.of(setting(property, fallback)).toAbsolutePath();
    that(Files.exists(folder.resolve(file)), what);
    return folder;
  }

  /// A program that answers to `--version`.
  public static void program(String name) throws InterruptedException {
    that(answers(name), name + " is not installed");
  }

  /// The folder of the platforms' machine-readable specifications, `tidings.specs`. They are not
  /// part of the project, so their absence is never a failure; naming a folder that isn't there is.
  public static Path specifications() {
    var named = setting("tidings.specs", "");
    Assumptions.assumeFalse(named.isEmpty(), "skipped: no specifications");
    var folder = Path.of(named).toAbsolutePath();
    if (!Files.isDirectory(folder)) {
      fail("tidings.specs is not a folder: " + folder);
    }
    return folder;
  }

  /// Maven hands an unset property on as an empty one.
  private static String setting(String property, String fallback) {
    var value = System.getProperty(property, "").strip();
    return value.isEmpty() ? fallback : value;
  }

  private static boolean answers(String program) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
