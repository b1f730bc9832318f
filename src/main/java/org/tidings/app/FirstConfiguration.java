// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The small configuration that `tidings init` writes: complete, commented, to be edited by hand.
///
/// @param title the blog's, for the comment
/// @param mastodon a server, such as `https://mastodon.social`
/// @param bluesky a handle, such as `ann.bsky.social`
/// @param allowPrivate private addresses that the blog may be at
/// @param proxy the HTTP proxy that it was found through
public record FirstConfiguration(
    URI feed,
    Optional<String> title,
    Optional<URI> mastodon,
    Optional<String> bluesky,
    List<String> allowPrivate,
    Optional<URI> proxy) {
  private static final String MASTODON =
      """
      # Mastodon, or a server that speaks its API. Then: tidings connect mastodon
      [[channel]]
      id     = "mastodon"
      type   = "mastodon"
      server = %s

      """;

  private static final String BLUESKY =
      """
      # Bluesky. Then: tidings connect bluesky
      [[channel]]
      id     = "bluesky"
      type   = "bluesky"
      handle = %s

      """;

  private static final String LOG =
      """
      # Posts as lines of a file: good for a first look at what Tidings would do.
      #[[channel]]
      #id   = "log"
      #type = "log"
      #file = "posts.jsonl"
      """;

  public FirstConfiguration {
    allowPrivate = List.copyOf(allowPrivate);
  }

  /// The file's text.
  public String toml() {
    return """
    # Tidings: which feed goes to which channels. `tidings check` finds mistakes in here.
    # Every key is described in conf/tidings.toml.
    %s
    # %s
    [[feed]]
    id  = "blog"
    url = %s
    %s%s
    """
            .formatted(
                allowPrivate.isEmpty() ? proxyLine() : "",
                title.map(TomlText::comment).orElse("the blog"),
                TomlText.quoted(feed.toString()),
                privateAddresses(),
                allowPrivate.isEmpty() ? "" : proxyLine())
        + channel(mastodon.map(URI::toString), MASTODON, "https://mastodon.social")
        + channel(bluesky, BLUESKY, "you.bsky.social")
        + LOG;
  }

  /// For everything; but what has private addresses takes a proxy of its own only.
  private String proxyLine() {
    return proxy.map(it -> "proxy = " + TomlText.quoted(it.toString()) + "\n").orElse("");
  }

  private String privateAddresses() {
    return allowPrivate.isEmpty()
        ? ""
        : allowPrivate.stream()
            .map(TomlText::quoted)
            .collect(Collectors.joining(", ", "allow_private = [", "]\n"));
  }

  /// The block, commented out where the owner did not ask for it.
  private static String channel(Optional<String> value, String block, String example) {
    return value
        .map(it -> block.formatted(TomlText.quoted(it)))
        .orElseGet(() -> block.formatted(TomlText.quoted(example)).replaceAll("(?m)^(?!#|$)", "#"));
  }
}
