// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

/// Sends one request and answers with a value, never an exception. Made by [Egress], which gives
/// each feed and channel one that knows which private addresses it may reach.
@FunctionalInterface
public interface Http {
  /// Blocks the calling (virtual) thread until the answer is whole or the request's deadline is
  /// over. An interrupt ends it early: as [Reply.NotSent] before the first byte, else as
  /// [Reply.NoAnswer], with the interrupt flag set again.
  Reply send(Request request);
}
