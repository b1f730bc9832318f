// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Tidings as its owner runs it: a process of its own, on a configuration and a state folder. The
/// demo and the tests kill it.
public final class DaemonProcess implements AutoCloseable {
  private final Path folder;
  private Process process;

  private DaemonProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /// Starts `tidings run` on the folder's `tidings.toml` and `state`; it logs to `daemon.log`.
  public static DaemonProcess start(Path folder) throws IOException {
    return new DaemonProcess(folder, launch(folder));
  }

  /// Starts it again, after it ended.
  public void restart() throws IOException {
    process = launch(folder);
  }

  /// Ends it as a power cut would: SIGKILL, no word of warning.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Ends it as systemd would: SIGTERM, and the time that it asks for.
  ///
  /// @return its exit code
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(45, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /// Has it read its configuration again: SIGHUP.
  public void reload() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Runs another command on the same folder, and gives what it printed.
  public static String command(Path folder, String... words) throws IOException {
    var line = new ArrayList<>(List.of(words));
    line.addAll(places(folder));
    var started =
        new ProcessBuilder(java(line)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(
        started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Process launch(Path folder) throws IOException {
    var line = new ArrayList<>(List.of("run"));
    line.addAll(places(folder));
    var log = folder.resolve("daemon.log").toFile();
    return new ProcessBuilder(java(line))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static List<String> places(Path folder) {
    return List.of(
        "--config",
        folder.resolve("tidings.toml").toString(),
        "--state",
        folder.resolve("state").toString());
  }

  /// The Java and the classes that this very process runs on.
  private static List<String> java(List<String> arguments) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "org.tidings.Tidings"));
    line.addAll(arguments);
    return line;
  }
}
