// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.tidings.app.Places;
import org.tidings.app.Setup;
import org.tidings.config.ConfigException;
import org.tidings.config.ConfigFile;
import org.tidings.config.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// `--config` and `--state`, and what holds without them: this checkout's `var/` when run by
/// `scripts/tidings`, else the service's folders where there is one, else the user's own
/// (XDG Base Directory Specification).
final class PlaceOptions {
  private static final Path SYSTEM_CONFIG = Path.of("/etc/tidings/tidings.toml");
  private static final Path SYSTEM_STATE = Path.of("/var/lib/tidings");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      showDefaultValue = CommandLine.Help.Visibility.ALWAYS,
      description = "the configuration file")
  private Path config = usual().config();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      showDefaultValue = CommandLine.Help.Visibility.ALWAYS,
      description = "the state folder")
  private Path state = usual().state();

  Places places() {
    return new Places(config, state);
  }

  /// What can be read of the configuration, for a command that does without one; empty: there is no
  /// file.
  ///
  /// @throws ConfigException if it is no TOML, or a proxy in it has a mistake
  Optional<Settings> draft() {
    return Files.exists(config) ? Optional.of(ConfigFile.read(config).draft()) : Optional.empty();
  }

  /// The owner's time zone: the configuration's, or this machine's where there is none that can be
  /// read. Looking something up must work even while the configuration has a mistake.
  ZoneId zone() {
    try {
      return Setup.read(places().config()).settings().timezone();
    } catch (ConfigException e) {
      return ZoneId.systemDefault();
    }
  }

  private static Places usual() {
    var checkout = Optional.ofNullable(System.getProperty("tidings.checkout"));
    if (checkout.isPresent()) {
      var home = Path.of(checkout.get(), "var");
      return new Places(home.resolve("tidings.toml"), home.resolve("state"));
    }
    if (Files.isDirectory(SYSTEM_STATE)) {
      return new Places(SYSTEM_CONFIG, SYSTEM_STATE);
    }
    return new Places(
        xdg("XDG_CONFIG_HOME", ".config").resolve("tidings/tidings.toml"),
        xdg("XDG_STATE_HOME", ".local/state").resolve("tidings"));
  }

  private static Path xdg(String variable, String fallback) {
    return Optional.ofNullable(System.getenv(variable))
        .map(Path::of)
        .filter(Path::isAbsolute) // the specification: relative ones must be ignored
        .orElseGet(() -> Path.of(System.getProperty("user.home"), fallback));
  }
}
