// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

/// The numbers are those of Meta's page "Handle Errors", the seven-digit ones of libraries that met
/// them.
class FacebookContractTest extends ChannelContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private String host = "";

  @Override
  protected ChannelType type() {
    return new Facebook();
  }

  @Override
  protected String toml(StubServer server) {
    host = server.uri("/").getAuthority();
    return "page = \"1234567890\"\napp = \"77\"\napi = \"" + server.uri("") + "\"";
  }

  @Override
  protected void credentials(Keyring keyring) {
    new Access(
            Secret.of(CANARY),
            Optional.of(Secret.of("secret-of-the-app-" + CANARY)),
            Optional.of("77"))
        .store(keyring, host);
  }

  @Override
  protected String publishPath() {
    return "/v26.0/1234567890/feed";
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.json(
        200,
        """
        {"id": "1234567890_555", "some_future_key": [{}],
         "permalink_url": "https://www.facebook.com/1234567890/posts/555"}
        """);
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(
        "1234567890_555", Optional.of(URI.create("https://www.facebook.com/1234567890/posts/555")));
  }

  @Override
  protected String words(StubRequest request) {
    return request.form().getOrDefault("message", "");
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        row(500, 2, 0, "An unexpected error has occurred. Please retry.", Outcome.Unknown.class),
        row(400, 1, 0, "An unknown error occurred", Outcome.Unknown.class),
        row(400, 2, 0, "Service temporarily unavailable", Outcome.Unknown.class),
        row(503, 190, 0, "whatever the body says", Outcome.Unknown.class),
        row(400, 1363047, 0, "try again", Outcome.Unknown.class),
        row(400, 100, 1609010, "try again", Outcome.Unknown.class),
        new Row(
            "is_transient",
            StubAnswer.json(
                400, "{\"error\":{\"message\":\"x\",\"code\":99,\"is_transient\":true}}"),
            Outcome.Unknown.class),
        new Row("408", StubAnswer.status(408), Outcome.Unknown.class),
        new Row("502", StubAnswer.status(502), Outcome.Unknown.class),
        new Row("503", StubAnswer.status(503).header("Retry-After", "60"), Outcome.Unknown.class),
        new Row("504", StubAnswer.status(504), Outcome.Unknown.class),
        waits(4, "Application request limit reached", HOUR),
        waits(17, "User request limit reached", HOUR),
        waits(32, "Page request limit reached", HOUR),
        waits(341, "Application limit reached", HOUR),
        waits(613, "Calls to this api have exceeded the rate limit", HOUR),
        new Row(
            "80001 with minutes",
            error(400, 80001, 0, "There have been too many calls to this Page account", false)
                .header(
                    "X-Business-Use-Case-Usage",
                    "{\"1234567890\":[{\"type\":\"pages\",\"call_count\":101,\"total_cputime\":1,"
                        + "\"total_time\":2,\"estimated_time_to_regain_access\":42}]}"),
            Duration.ofMinutes(42)),
        new Row(
            "4, which is_transient too",
            error(400, 4, 0, "Application request limit reached", true),
            HOUR),
        new Row(
            "429 of a gateway",
            StubAnswer.status(429).header("Retry-After", "75"),
            Duration.ofSeconds(75)),
        waits(1390008, "You're posting too fast", Duration.ofMinutes(30)),
        new Row(
            "368/1390008",
            error(400, 368, 1390008, "You're posting too fast", false),
            Duration.ofMinutes(30)),
        row(400, 190, 458, "The user has not authorized application", Outcome.Unauthorized.class),
        row(400, 190, 459, "The user is checkpointed", Outcome.Unauthorized.class),
        row(400, 190, 464, "The user is not confirmed", Outcome.Unauthorized.class),
        row(400, 190, 460, "The session has been invalidated", Outcome.Unauthorized.class),
        row(400, 190, 463, "Session has expired", Outcome.Unauthorized.class),
        row(400, 190, 467, "Invalid OAuth access token", Outcome.Unauthorized.class),
        row(401, 190, 0, "Invalid OAuth 2.0 Access Token", Outcome.Unauthorized.class),
        row(400, 102, 0, "Session key invalid", Outcome.Unauthorized.class),
        row(400, 490, 0, "User is enrolled in a checkpoint", Outcome.Unauthorized.class),
        row(400, 99, 0, "Error validating access token: x", Outcome.Unauthorized.class),
        row(400, 99, 0, "REVOKED_ACCESS_TOKEN", Outcome.Unauthorized.class),
        new Row("401 of a gateway", StubAnswer.status(401), Outcome.Unauthorized.class),
        row(403, 10, 0, "Application does not have permission", Outcome.Misconfigured.class),
        row(403, 200, 0, "Permissions error", Outcome.Misconfigured.class),
        row(403, 200, 1609020, "Permissions error", Outcome.Misconfigured.class),
        row(403, 283, 0, "pages_manage_posts is missing", Outcome.Misconfigured.class),
        row(403, 299, 0, "Permissions error", Outcome.Misconfigured.class),
        row(400, 3, 0, "Unknown method", Outcome.Misconfigured.class),
        row(400, 1404078, 0, "Complete Page Publishing Authorization", Outcome.Misconfigured.class),
        row(400, 4854002, 0, "Confirm your identity", Outcome.Misconfigured.class),
        row(400, 100, 33, "Object with ID '1' does not exist", Outcome.Misconfigured.class),
        row(400, 100, 0, "Invalid appsecret_proof provided", Outcome.Misconfigured.class),
        row(404, 803, 0, "Some of the aliases do not exist", Outcome.Misconfigured.class),
        row(400, 2500, 0, "Unknown path components: /feed", Outcome.Misconfigured.class),
        new Row("404 of a gateway", StubAnswer.status(404), Outcome.Misconfigured.class),
        new Row(
            "302", StubAnswer.redirect(302, "https://other.example/"), Outcome.Misconfigured.class),
        row(400, 100, 0, "Invalid parameter", Outcome.Rejected.class),
        row(400, 506, 0, "Duplicate status message", Outcome.Duplicate.class),
        row(400, 1366051, 0, "These photos were already posted.", Outcome.Duplicate.class),
        row(400, 368, 0, "You have already posted this.", Outcome.Duplicate.class),
        row(400, 368, 0, "The action is deemed abusive", Outcome.Rejected.class),
        row(400, 1346003, 0, "blocked", Outcome.Rejected.class),
        row(400, 1404102, 0, "blocked", Outcome.Rejected.class),
        row(400, 1404112, 0, "blocked", Outcome.Rejected.class),
        row(400, 1404006, 0, "blocked", Outcome.Rejected.class),
        waits(1609005, "The link could not be read", Duration.ofMinutes(5)),
        new Row(
            "100, could not scrape",
            error(400, 100, 0, "Could not scrape link", false),
            Duration.ofMinutes(5)),
        row(400, 1609008, 0, "Links to facebook.com can't be posted", Outcome.Rejected.class),
        row(400, 2061006, 0, "no", Outcome.Rejected.class),
        row(400, 1349125, 0, "no", Outcome.Rejected.class),
        row(400, 987654, 0, "x".repeat(9000), Outcome.Rejected.class),
        new Row(
            "403 of something in front",
            new StubAnswer(403, List.of(), "<h1>Just a moment</h1>".getBytes(UTF_8)),
            Outcome.Deferred.class));
  }

  private static Row row(
      int status, int code, int subcode, String message, Class<? extends Outcome> outcome) {
    return new Row(
        status
            + " "
            + code
            + "/"
            + subcode
            + " "
            + message.substring(0, Math.min(30, message.length())),
        error(status, code, subcode, message, false),
        outcome);
  }

  private static Row waits(int code, String message, Duration asked) {
    return new Row(code + " " + message, error(400, code, 0, message, false), asked);
  }

  private static StubAnswer error(
      int status, int code, int subcode, String message, boolean temporary) {
    var root = JsonMapper.shared().createObjectNode();
    var error = root.putObject("error").put("message", message).put("type", "OAuthException");
    error.put("code", code).put("fbtrace_id", "A").put("is_transient", temporary);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    return StubAnswer.json(status, root.toString());
  }
}
