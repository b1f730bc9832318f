// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Duration;
import java.util.Optional;

/// What looking for a post on the platform showed.
public sealed interface Sighting {
  record Found(Receipt receipt) implements Sighting {}

  record Absent() implements Sighting {}

  /// It could not be looked for.
  record NotLooked(String reason, Optional<Duration> retryAfter) implements Sighting {}
}
