// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// The keys of `type = "bluesky"`.
///
/// @param handle the account's name without `@`, lower case
/// @param password an app password
/// @param api the server that holds the account; absent: found by the handle
record BlueskySettings(String handle, SecretRef password, Optional<URI> api) {
  /// atproto.com/specs/handle: a host name of two labels or more, the last not beginning with a
  /// digit.
  private static final Pattern HANDLE =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  static BlueskySettings from(Section section) {
    var handle = section.requiredText("handle").strip().toLowerCase(Locale.ROOT);
    if (handle.startsWith("@")) {
      handle = handle.substring(1);
    }
    if (!HANDLE.matcher(handle).matches() || handle.length() > 253) {
      section.problem(
          "handle",
          "is not a handle: write all of it, such as ann.bsky.social or the name of your own"
              + " domain");
    }
    return new BlueskySettings(handle, section.secret("password"), section.address("api"));
  }

  boolean storedPassword() {
    return password instanceof SecretRef.Stored;
  }
}
