// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidings.app.FirstConfiguration;
import org.tidings.app.Network;
import org.tidings.feed.Discovery;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidings init`: from a blog's address to a configuration file.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Finds a blog's feed and writes a small configuration.",
      "Reads the feed once, remembers and posts nothing yet."
    })
final class InitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(paramLabel = "URL", description = "the blog's address, or its feed's")
  private String url = "";

  @Option(
      names = "--mastodon",
      paramLabel = "SERVER",
      description = "add a Mastodon channel, such as mastodon.social")
  private Optional<String> mastodon = Optional.empty();

  @Option(
      names = "--bluesky",
      paramLabel = "HANDLE",
      description = "add a Bluesky channel, such as you.bsky.social")
  private Optional<String> bluesky = Optional.empty();

  @Option(
      names = "--allow-private",
      paramLabel = "CIDR",
      description = "a private address the blog may be at, such as 127.0.0.1")
  private List<String> allowPrivate = List.of();

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var file = places.places().config();
    if (Files.exists(file)) {
      throw exists(file);
    }
    var address = Addresses.web(url);
    terminal.say("reading " + address + " …");
    try (var network = Network.open(allowPrivate)) {
      return switch (Discovery.find(address, network.http(), network.now())) {
        case Discovery.Finding.Found found -> write(file, found);
        case Discovery.Finding.Nothing(var reason) ->
            throw new Cli.Refusal(ExitCode.DATA, LogText.safe(reason));
      };
    }
  }

  private Integer write(Path file, Discovery.Finding.Found found) throws IOException {
    var document = found.document();
    var toml =
        new FirstConfiguration(
                found.url(),
                document.title(),
                mastodon.map(Addresses::web),
                bluesky.map(it -> it.replaceFirst("^@", "")),
                allowPrivate)
            .toml();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, toml, StandardOpenOption.CREATE_NEW);
      // Made by root, read by the service's group, whatever root's umask is. No secret is in it.
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    }
    terminal.print(
        "found %s (%s, %d entries)"
            .formatted(
                LogText.safe(document.title().orElse("the feed")),
                found.url(),
                document.entries().size()));
    terminal.print("wrote " + file);
    terminal.print(
        mastodon.isPresent() || bluesky.isPresent()
            ? "next: tidings connect " + (mastodon.isPresent() ? "mastodon" : "bluesky")
            : "next: choose a channel in that file, then tidings connect CHANNEL");
    return ExitCode.OK.code();
  }

  private static Cli.Refusal exists(Path file) {
    return new Cli.Refusal(
        ExitCode.CANNOT_WRITE,
        file + " is there already; edit it, or name another with --config FILE");
  }

  /// Addresses as people type them.
  static final class Addresses {
    private Addresses() {}

    /// With `https://` in front where no scheme is given.
    static URI web(String typed) {
      var full = typed.matches("(?i)https?://.*") ? typed : "https://" + typed;
      try {
        var uri = URI.create(full.strip());
        if (uri.getHost() != null) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        // answered below, like any other address without a host
      }
      throw new Cli.Refusal(
          ExitCode.USAGE, "not a web address: " + typed + " (write https://blog.example)");
    }
  }
}
