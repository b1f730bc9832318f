// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

/// A secret as it is stored.
///
/// @param keyId which key opens it
/// @param nonce 96 bits, never used twice with one key
/// @param ciphertext with its 128-bit tag
record Sealed(String keyId, byte[] nonce, byte[] ciphertext) {}
