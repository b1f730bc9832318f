// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What software a server runs, as far as it matters here: whether the same Idempotency-Key twice
/// makes one post.
enum Family {
  /// With its close forks. Remembers keys for an hour (app/services/post_status_service.rb).
  MASTODON(true),
  /// Caches the whole answer by method, path, account and key (Pleroma's idempotency plug).
  PLEROMA(true),
  AKKOMA(true),
  /// Lists the header for CORS and does nothing with it: the same key twice made two posts (0.19).
  GOTOSOCIAL(false),
  /// Not implemented (pixelfed/pixelfed#3581).
  PIXELFED(false),
  FRIENDICA(false),
  OTHER(false);

  /// Mastodon's own numbers; GoToSocial's begin with 0.
  private static final Pattern OWN_NUMBER = Pattern.compile("[1-9]\\d?\\.\\d+\\.\\d+.*");

  private final boolean honoursKeys;

  Family(boolean honoursKeys) {
    this.honoursKeys = honoursKeys;
  }

  boolean honoursKeys() {
    return honoursKeys;
  }

  /// Reads what a server says of itself. Where it is unclear, we don't trust in its memory.
  ///
  /// @param version such as `4.3.1`, `4.3.0+glitch` or `2.7.2 (compatible; Akkoma 3.10.4)`
  /// @param source where its source is; may be empty
  static Family of(String version, String source) {
    var said = (version + " " + source).toLowerCase(Locale.ROOT);
    return Stream.of(GOTOSOCIAL, PIXELFED, FRIENDICA, AKKOMA, PLEROMA)
        .filter(it -> said.contains(it.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseGet(
            () ->
                OWN_NUMBER.matcher(version).matches() && !said.contains("compatible")
                    ? MASTODON
                    : OTHER);
  }
}
