// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tidings.Required;

/// Tidings as it is shipped: `target/tidings.jar` in a process of its own, with the flags of
/// `scripts/tidings`, on a folder that holds `tidings.toml`, `state` and `daemon.log`.
public final class PackagedDaemon implements AutoCloseable {
  private static final Path JAR = Path.of("target", "tidings.jar").toAbsolutePath();

  private final Path folder;
  private final List<String> prefix;
  private Process process;

  private PackagedDaemon(Path folder, List<String> prefix, Process process) {
    this.folder = folder;
    this.prefix = prefix;
    this.process = process;
  }

  /// Starts `tidings run`.
  public static PackagedDaemon start(Path folder) throws IOException {
    return start(folder, List.of());
  }

  /// Starts it by another program, such as strace.
  ///
  /// @param prefix the program and its arguments; empty for none
  public static PackagedDaemon start(Path folder, List<String> prefix) throws IOException {
    return new PackagedDaemon(folder, prefix, launch(folder, prefix, "run"));
  }

  /// Starts it again, after it ended.
  public void restart() throws IOException {
    process = launch(folder, prefix, "run");
  }

  /// Starts it again by another program.
  public void restart(List<String> by) throws IOException {
    process = launch(folder, by, "run");
  }

  /// Ends it as a power cut would: SIGKILL.
  public synchronized void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// SIGTERM, and the time that systemd gives.
  ///
  /// @return its exit code; 137 if it had to be killed after 45 s
  public int stop() throws InterruptedException {
    process.destroy();
    return await(Duration.ofSeconds(45));
  }

  /// Waits for it to end by itself.
  ///
  /// @return its exit code; 137 if it had to be killed
  public int await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /// Waits for it to die of itself.
  ///
  /// @return whether it did
  public boolean dies(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Sends it a signal, named without `SIG`.
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// What it logged, over all its lives.
  public String log() {
    return log(folder);
  }

  static String log(Path folder) {
    try {
      var file = folder.resolve("daemon.log");
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs another command on the folder to its end.
  ///
  /// @return its exit code
  public static int run(Path folder, String... words) throws IOException, InterruptedException {
    return launch(folder, List.of(), words).waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Process launch(Path folder, List<String> prefix, String... words)
      throws IOException {
    Required.that(Files.exists(JAR), "no target/tidings.jar; run: mvn package -DskipTests");
    var line = new ArrayList<>(prefix);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags());
    // A killed JVM leaves SQLite's unpacked library behind: it goes with the folder.
    line.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    line.addAll(List.of("-jar", JAR.toString()));
    line.addAll(List.of(words));
    line.addAll(List.of("--config", folder.resolve("tidings.toml").toString()));
    line.addAll(List.of("--state", folder.resolve("state").toString()));
    var log = folder.resolve("daemon.log").toFile();
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /// What `scripts/tidings` gives to Java, but for what it fills in itself.
  static List<String> flags() throws IOException {
    var script = Files.readString(Path.of("scripts", "tidings"), StandardCharsets.UTF_8);
    var from = script.indexOf("exec \"$java\"");
    var words = script.substring(from, script.indexOf("-jar", from)).split("\\s+");
    var flags = Arrays.stream(words).filter(it -> it.startsWith("-") && !it.contains("$")).toList();
    if (!flags.contains("-XX:+UseSerialGC")) {
      throw new IllegalStateException("scripts/tidings starts Java in another way now");
    }
    return flags;
  }
}
