// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/// A proxy that did not take our request where it was meant to go. Its words are all our own.
final class ProxyException extends IOException {
  private static final long serialVersionUID = 1;

  /// The proxy wants to know who asks (RFC 9110 section 15.5.8).
  static final int LOGIN = 407;

  private final String why;

  private ProxyException(String why) {
    super(why);
    this.why = why;
  }

  /// What its answer means.
  ///
  /// @param known whether we told it who we are
  static ProxyException of(HttpResponse answer, boolean known) {
    if (answer.getCode() != LOGIN) {
      return new ProxyException("the proxy does not connect us (HTTP " + answer.getCode() + ")");
    }
    if (!takesBasic(answer.getHeaders("Proxy-Authenticate"))) {
      return new ProxyException(
          "the proxy wants a login (HTTP 407) of a kind that we don't know; let it take Basic");
    }
    return new ProxyException(
        known
            ? "the proxy refuses our login (HTTP 407); look at user and password of `proxy`"
            : "the proxy wants a login (HTTP 407); write proxy = { address = \"http://host:port\","
                + " user = \"…\", password = { file = \"…\" } }");
  }

  /// One that names nothing is given the benefit of the doubt.
  private static boolean takesBasic(Header[] challenges) {
    return challenges.length == 0
        || Arrays.stream(challenges)
            .map(it -> String.valueOf(it.getValue()).toLowerCase(Locale.ROOT))
            .anyMatch(it -> it.matches("(.*,)?\\s*basic\\b.*"));
  }

  String why() {
    return why;
  }
}
