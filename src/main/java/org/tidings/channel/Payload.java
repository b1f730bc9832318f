// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

/// The content of the one irreversible request, stored byte for byte before it is sent. Holds no
/// secret: credentials are added on the wire.
///
/// @param body usually JSON
/// @param link the article's address as it stands in the post, for reading back; may be empty
public record Payload(String body, String link) {}
