// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// One server as the holder of one token sees it. Prints without the token.
record Api(URI server, Http http, Secret token) {
  Reply get(String path) {
    return http.send(Request.get(server.resolve(path)).with(Request.Limits.API).bearer(token));
  }

  Reply post(String path, Request.Body body) {
    return http.send(Request.post(server.resolve(path), body).bearer(token));
  }

  /// The same with a key that tells a repeat from a new request.
  Reply post(String path, Request.Body body, String idempotency) {
    return http.send(
        Request.post(server.resolve(path), body)
            .header("Idempotency-Key", idempotency)
            .bearer(token));
  }

  Reply put(String path, Request.Body body) {
    return http.send(Request.put(server.resolve(path), body).bearer(token));
  }

  /// `GET /api/v2/instance` (Mastodon 4.0), else version 1 of it.
  Reply instance() {
    var reply = get("/api/v2/instance");
    return reply instanceof Reply.Answer answer && answer.status() == 404
        ? get("/api/v1/instance")
        : reply;
  }

  Reply whoAmI() {
    return get("/api/v1/accounts/verify_credentials");
  }
}
