// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URI;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// LinkedIn as the holder of one token sees it. Prints without the token.
///
/// @param version of the `/rest/` interface; every request to it names one
record Api(URI base, Http http, Secret token, String version) {
  /// Not part of the versioned interface (learn.microsoft.com/linkedin, "Sign In with LinkedIn
  /// using OpenID Connect").
  Reply userinfo() {
    return http.send(
        Request.get(URI.create(base + "/v2/userinfo")).with(Request.Limits.API).bearer(token));
  }

  Reply post(String path, String json) {
    return http.send(
        versioned(Request.post(URI.create(base + path), Request.Body.json(json))).bearer(token));
  }

  /// A finder: reads, changes nothing.
  Reply find(String pathAndQuery) {
    var request = Request.get(URI.create(base + pathAndQuery)).with(Request.Limits.API);
    return http.send(versioned(request).header("X-RestLi-Method", "FINDER").bearer(token));
  }

  /// Sends a file to where LinkedIn wants it.
  ///
  /// @param address one that [UploadAddress] let pass: the token goes along
  Reply upload(URI address, Request.Body file) {
    return http.send(Request.put(address, file).bearer(token));
  }

  private Request versioned(Request request) {
    return request.header("LinkedIn-Version", version).header("X-Restli-Protocol-Version", "2.0.0");
  }
}
