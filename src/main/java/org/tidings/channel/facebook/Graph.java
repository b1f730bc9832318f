// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tidings.channel.ChannelContext;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.image.FetchedPicture;

/// The interface as the holder of one access sees it. Heeds what each answer says of the use that
/// was made of the account. Prints without the access' secrets.
record Graph(FacebookSettings settings, ChannelContext context, Access access) {
  private static final String PROOF = "appsecret_proof";

  Reply get(String path, Map<String, String> query) {
    var fields = new LinkedHashMap<>(query);
    access.proof().ifPresent(it -> fields.put(PROOF, it));
    var uri = settings.base().resolve(path + "?" + Form.encode(fields));
    return send(Request.get(uri).with(Request.Limits.API));
  }

  /// Sends a form as it is, and the proof.
  ///
  /// @param path with its query
  Reply post(String path, String form) {
    var proof = access.proof().map(it -> "&" + Form.encode(Map.of(PROOF, it))).orElse("");
    return send(Request.post(settings.base().resolve(path), Form.body(form + proof)));
  }

  /// Sends a file.
  Reply post(String path, Map<String, String> fields, FetchedPicture.Fitted file, String boundary) {
    var all = new LinkedHashMap<>(fields);
    access.proof().ifPresent(it -> all.put(PROOF, it));
    return send(Request.post(settings.base().resolve(path), Form.multipart(all, file, boundary)));
  }

  // unproved: that the Graph API takes the token in this header everywhere. Its pages put it into
  // the query, where servers log it.
  private Reply send(Request request) {
    var reply = context.http().send(request.bearer(access.token()));
    if (reply instanceof Reply.Answer answer) {
      var now = context.clock().instant();
      Usage.of(answer.headers()).rest(now).ifPresent(it -> it.begin(context.keyring()));
    }
    return reply;
  }
}
