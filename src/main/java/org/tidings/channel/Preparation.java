// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

/// What came of preparing a post.
public sealed interface Preparation {
  record Ready(Payload payload) implements Preparation {}

  /// It could not be prepared; surely nothing was posted.
  record NotReady(Outcome.NotPosted outcome) implements Preparation {}
}
