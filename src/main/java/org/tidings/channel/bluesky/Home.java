// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.util.Optional;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// Where an account lives: its lasting name and the server that holds it.
///
/// @param handle by which it was found; a handle may change or lapse, the DID never does
record Home(String handle, String did, URI server) {
  /// As it is kept in the keyring.
  Secret stored() {
    var json = Xrpc.JSON.createObjectNode();
    json.put("handle", handle).put("did", did).put("server", server.toString());
    return Secret.of(json.toString());
  }

  /// Empty if it is not what [#stored] wrote.
  static Optional<Home> of(Secret stored) {
    return Json.object(stored.reveal())
        .filter(it -> it.path("did").isString() && it.path("server").isString())
        .map(
            it ->
                new Home(
                    it.path("handle").asString(""),
                    it.path("did").stringValue(),
                    URI.create(it.path("server").stringValue())));
  }
}
