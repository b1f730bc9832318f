// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.tidings.config.ProxySettings;
import picocli.CommandLine.Option;

/// `--allow-private` and `--proxy`, for commands that read a blog.
final class ReachOptions {
  @Option(
      names = "--allow-private",
      paramLabel = "CIDR",
      description = "a private address the blog may be at, such as 127.0.0.1")
  private List<String> allowPrivate = List.of();

  @Option(
      names = "--proxy",
      paramLabel = "ADDRESS",
      description = "the HTTP proxy to go through, http://host:port")
  private Optional<URI> proxy = Optional.empty();

  List<String> allowPrivate() {
    return allowPrivate;
  }

  Optional<ProxySettings> proxy() {
    try {
      return proxy.map(ProxySettings::open);
    } catch (IllegalArgumentException e) {
      throw new Cli.Refusal(ExitCode.USAGE, "--proxy " + e.getMessage());
    }
  }
}
