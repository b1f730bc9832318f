// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.net.URI;
import org.tidings.app.Network;
import org.tidings.app.TypedAddress;
import org.tidings.feed.Discovery.Finding;
import org.tidings.text.LogText;

/// Blogs as they are named on the command line.
final class Blogs {
  private Blogs() {}

  /// Finds the feed of a blog, over plain http where no scheme was typed and https fails.
  ///
  /// @param typed an address or a bare domain
  static Finding.Found find(String typed, Network network, Terminal terminal)
      throws InterruptedException {
    var address = address(typed);
    terminal.say("reading " + address + " …");
    var finding = network.find(address, terminal::say);
    if (finding instanceof Finding.Unreachable && !hasScheme(typed)) {
      var plain = URI.create("http" + address.toString().substring("https".length()));
      terminal.say("reading " + plain + " …");
      finding = network.find(plain, terminal::say) instanceof Finding.Found it ? it : finding;
    }
    return switch (finding) {
      case Finding.Found found -> found;
      case Finding.Nothing(var reason) ->
          throw new Cli.Refusal(ExitCode.DATA, LogText.safe(reason));
      case Finding.Unreachable(var reason) ->
          throw new Cli.Refusal(ExitCode.UNAVAILABLE, LogText.safe(reason));
    };
  }

  /// The address that was meant, with `https://` in front where no scheme is given.
  static URI address(String typed) {
    return TypedAddress.of(typed)
        .orElseThrow(
            () ->
                new Cli.Refusal(
                    ExitCode.USAGE,
                    "not a web address: " + typed + " (write https://blog.example)"));
  }

  private static boolean hasScheme(String typed) {
    return typed.strip().matches("(?i)https?://.*");
  }
}
