// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import org.tidings.channel.Outcome;
import org.tidings.oauth.Tokens;

/// Whether we are let in.
sealed interface Entry {
  /// With these tokens, to post at that place.
  record Open(Tokens tokens, Place place) implements Entry {}

  record Closed(Outcome.NotPosted why) implements Entry {}
}
