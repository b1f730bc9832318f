// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Instant;

/// What makes one delivery recognisable on a platform, fixed when it is enqueued and the same on
/// every attempt.
///
/// @param idempotency 20 to 64 of `A-Z a-z 0-9 -`: for `Idempotency-Key`, `webhook-id`
/// @param madeAt when the delivery was enqueued, to the millisecond; record keys derive from it
/// @param salt 0 to 2^32-1, random: tells two deliveries of the same millisecond apart
public record DeliveryKey(String idempotency, Instant madeAt, long salt) {}
