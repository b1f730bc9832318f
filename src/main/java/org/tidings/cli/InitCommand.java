// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidings.app.FirstConfiguration;
import org.tidings.app.Network;
import org.tidings.config.ProxySettings;
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
  @Mixin private final ReachOptions reach = new ReachOptions();

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

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var file = places.places().config();
    if (Files.exists(file)) {
      throw exists(file);
    }
    try (var network = Network.open(reach.allowPrivate(), reach.proxy())) {
      return write(file, Blogs.find(url, network, terminal));
    }
  }

  private Integer write(Path file, Discovery.Finding.Found found) throws IOException {
    var document = found.document();
    var toml =
        new FirstConfiguration(
                found.url(),
                document.title(),
                mastodon.map(Blogs::address),
                bluesky.map(it -> it.replaceFirst("^@", "")),
                reach.allowPrivate(),
                reach.proxy().map(ProxySettings::address))
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
    found.others().forEach(it -> terminal.print("it also has %s".formatted(it)));
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
}
