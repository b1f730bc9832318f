// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContract;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

/// What Google answers, and an account that is connected.
final class Samples {
  static final String POSTS = "/v4/accounts/11/locations/22/localPosts";

  private Samples() {}

  static String toml(StubServer server) {
    return addresses(server) + "account = \"11\"\nlocation = \"22\"\n";
  }

  static String addresses(StubServer server) {
    return """
    client_id = "1234-abcd.apps.googleusercontent.com"
    api = "%1$s"
    accounts_api = "%1$s"
    locations_api = "%1$s"
    authorize_url = "%1$s/o/oauth2/v2/auth"
    token_url = "%1$s/token"
    """
        .formatted("http://" + server.uri("/").getAuthority());
  }

  /// Given just now, good for an hour.
  static void connect(Keyring keyring, URI server, String access) {
    connect(keyring, server, access, ChannelContract.NOW);
  }

  static void connect(Keyring keyring, URI server, String access, Instant obtained) {
    new Tokens(
            Tokens.host(server),
            Secret.of(access),
            Optional.of(Secret.of("1//" + access)),
            Optional.of(obtained.plus(Duration.ofSeconds(3599))),
            Optional.empty(),
            obtained,
            List.of(Access.SCOPE))
        .store(keyring, "tokens");
    keyring.put("client_secret", Secret.of("GOCSPX-" + access));
  }

  /// What `localPosts.create` answers.
  static String post(String state) {
    return """
    {"name": "accounts/11/locations/22/localPosts/7000000000000000001", "languageCode": "en",
     "summary": "…", "state": "%s", "createTime": "2026-11-24T12:00:00.345Z",
     "updateTime": "2026-11-24T12:00:00.345Z", "topicType": "STANDARD",
     "searchUrl": "https://local.google.com/place?id=1&use=posts&lpsid=CIHM0001",
     "some_future_key": [{}]}
    """
        .formatted(state);
  }

  /// A refusal with further reasons.
  ///
  /// @param details what stands in `details`
  static StubAnswer refusal(int code, String status, String message, String details) {
    var text = JsonMapper.shared().writeValueAsString(message);
    return StubAnswer.json(
        code,
        """
        {"error": {"code": %d, "message": %s, "status": "%s", "details": [%s]}}
        """
            .formatted(code, text, status, details));
  }

  static StubAnswer refusal(int code, String status, String message) {
    return refusal(code, status, message, "");
  }

  /// google.rpc.ErrorInfo.
  static String info(String reason) {
    return "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"%s\"}"
        .formatted(reason);
  }

  static String quota(String value) {
    return """
    {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
     "metadata": {"quota_limit": "defaultPerMinutePerProject", "quota_limit_value": "%s"}}
    """
        .formatted(value);
  }
}
