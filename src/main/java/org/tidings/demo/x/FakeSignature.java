// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.x;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures of OAuth 1.0a, computed from RFC 5849 and nothing of the client's.
final class FakeSignature {
  private static final Pattern PAIR = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private FakeSignature() {}

  /// The parameters of an `Authorization: OAuth …` header.
  static Map<String, String> parameters(String header) {
    var parameters = new HashMap<String, String>();
    if (header.startsWith("OAuth ")) {
      var pairs = PAIR.matcher(header);
      while (pairs.find()) {
        parameters.put(pairs.group(1), decoded(pairs.group(2)));
      }
    }
    return parameters;
  }

  /// What `oauth_signature` must be (RFC 5849 section 3.4).
  ///
  /// @param url without its query
  static String of(
      String method,
      String url,
      Map<String, String> query,
      Map<String, String> parameters,
      String secrets) {
    var pairs = new ArrayList<>(pairs(query));
    var signed = new HashMap<>(parameters);
    signed.remove("oauth_signature");
    pairs.addAll(pairs(signed));
    pairs.sort(String::compareTo);
    var base = method + "&" + encoded(url) + "&" + encoded(String.join("&", pairs));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secrets.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA1 is missing from this Java", e);
    }
  }

  private static List<String> pairs(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .toList();
  }

  /// RFC 3986's unreserved characters stay, all else is written as its bytes.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
