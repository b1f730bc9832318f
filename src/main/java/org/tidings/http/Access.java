// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.tidings.secret.Secret;

/// What opens one origin: header fields that are sent to it, and to no other, not even where it
/// redirects us to.
public record Access(Origin origin, Map<String, Secret> fields) {
  public Access {
    fields = Map.copyOf(fields);
  }

  /// HTTP's basic authentication (RFC 7617).
  public static Secret basic(String user, Secret password) {
    var pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return Secret.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /// The same way out, with the fields put on what goes to the origin.
  public Http over(Http http) {
    return fields.isEmpty() ? http : request -> http.send(opened(request));
  }

  private Request opened(Request request) {
    var opened = request;
    if (isFor(request.uri())) {
      for (var field : fields.entrySet()) {
        opened = opened.credential(field.getKey(), field.getValue());
      }
    }
    return opened;
  }

  private boolean isFor(URI address) {
    return Origin.of(address).equals(origin);
  }
}
