// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

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
import org.tidings.oauth.Tokens;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

/// The sentences are those of the Graph API ("Handle Errors") and the Threads API
/// ("Troubleshooting").
class ThreadsContractTest extends ChannelContract {
  static final String USER = "17841400000000001";
  static final String CONTAINER = "17900000000000001";
  static final String MEDIA = "17900000000000002";

  private Optional<StubServer> server = Optional.empty();

  @Override
  protected ChannelType type() {
    return new Threads();
  }

  @Override
  protected String toml(StubServer server) {
    return "user = \"" + USER + "\"\napi = \"" + server.uri("/v1.0") + "\"";
  }

  @Override
  protected void credentials(Keyring keyring) {
    new Tokens(
            Tokens.host(server.orElseThrow().uri("/")),
            Secret.of(CANARY),
            Optional.empty(),
            Optional.of(NOW.plus(Duration.ofDays(59))),
            Optional.empty(),
            NOW.minus(Duration.ofDays(1)),
            List.of())
        .store(keyring, "token");
  }

  /// Everything but publishing works.
  static void worksOtherwise(StubServer server) {
    server
        .on(
            "POST",
            "/v1.0/" + USER + "/threads",
            StubAnswer.json(200, "{\"id\": \"" + CONTAINER + "\"}"))
        .on(
            "GET",
            "/v1.0/" + CONTAINER,
            StubAnswer.json(200, "{\"status\": \"FINISHED\", \"id\": \"" + CONTAINER + "\"}"))
        .on(
            "GET",
            "/v1.0/" + MEDIA,
            StubAnswer.json(
                200, "{\"permalink\": \"https://www.threads.net/@ann/post/C1\", \"id\": \"2\"}"))
        .on(
            "GET",
            "/v1.0/me",
            StubAnswer.json(200, "{\"id\":\"" + USER + "\",\"username\":\"ann\"}"))
        .on("GET", "/v1.0/" + USER + "/threads", StubAnswer.json(200, "{\"data\": []}"))
        .on(
            "GET",
            "/v1.0/" + USER + "/threads_publishing_limit",
            StubAnswer.json(
                200,
                """
                {"data": [{"quota_usage": 4,
                           "config": {"quota_total": 250, "quota_duration": 86400}}]}
                """));
  }

  @Override
  protected void routes(StubServer stub) {
    server = Optional.of(stub);
    worksOtherwise(stub);
  }

  @Override
  protected String publishPath() {
    return "/v1.0/" + USER + "/threads_publish";
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.json(200, "{\"id\": \"" + MEDIA + "\", \"some_future_key\": [{}]}");
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(MEDIA, Optional.of(URI.create("https://www.threads.net/@ann/post/C1")));
  }

  /// The words went ahead, into the container.
  @Override
  protected String words(StubRequest request) {
    return server.orElseThrow().requests("/v1.0/" + USER + "/threads").stream()
        .filter(it -> it.method().equals("POST"))
        .toList()
        .getLast()
        .form()
        .getOrDefault("text", "");
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        wait(400, 24, 4279009, "The requested resource does not exist", Duration.ofSeconds(5)),
        wait(400, 100, 33, "Unsupported post request. Object with ID", Duration.ofSeconds(5)),
        row(400, 190, 463, "Error validating access token", Outcome.Unauthorized.class),
        row(401, 190, 0, "Invalid OAuth access token", Outcome.Unauthorized.class),
        row(400, 102, 0, "Session key invalid", Outcome.Unauthorized.class),
        row(400, 490, 0, "checkpoint", Outcome.Unauthorized.class),
        new Row("401", StubAnswer.status(401), Outcome.Unauthorized.class),
        row(403, 10, 0, "Application does not have permission", Outcome.Misconfigured.class),
        row(403, 200, 0, "Permissions error", Outcome.Misconfigured.class),
        row(403, 299, 0, "Permissions error", Outcome.Misconfigured.class),
        row(400, 3, 0, "Capability or permissions issue", Outcome.Misconfigured.class),
        wait(403, 4, 0, "Application request limit reached", Duration.ofHours(1)),
        wait(400, 17, 0, "User request limit reached", Duration.ofHours(1)),
        wait(400, 32, 0, "Page request limit reached", Duration.ofHours(1)),
        wait(400, 613, 0, "Calls to this api have exceeded the limit", Duration.ofHours(1)),
        wait(403, 9, 2207042, "The limit of posts is reached", Duration.ofHours(1)),
        new Row(
            "a spent budget that is called transient",
            StubAnswer.json(
                403, "{\"error\":{\"message\":\"(#4)\",\"code\":4,\"is_transient\":true}}"),
            Duration.ofHours(1)),
        new Row("429", StubAnswer.status(429), Duration.ofHours(1)),
        new Row(
            "429 with Retry-After",
            StubAnswer.status(429).header("Retry-After", "75"),
            Duration.ofSeconds(75)),
        new Row(
            "80002 with an estimate",
            error(400, 80002, 0, "There have been too many calls")
                .header(
                    "X-Business-Use-Case-Usage",
                    """
                    {"178":[{"type":"threads","call_count":100,\
                    "estimated_time_to_regain_access":12}]}\
                    """),
            Duration.ofMinutes(12)),
        row(400, 1, 2207051, "Something went wrong", Outcome.Unknown.class),
        wait(403, 4, 2207051, "Action is blocked", Duration.ofHours(1)),
        row(403, 25, 2207050, "restricted", Outcome.Misconfigured.class),
        row(400, 9, 2207051, "Action is blocked", Outcome.Misconfigured.class),
        row(400, 9, 4279013, "The user is restricted", Outcome.Misconfigured.class),
        row(400, 368, 0, "temporarily blocked", Outcome.Misconfigured.class),
        row(400, 100, 0, "Param text must be at most 500 characters long.", Outcome.Rejected.class),
        row(400, 100, 0, "THREADS_API__LINK_LIMIT_EXCEEDED", Outcome.Rejected.class),
        row(400, 100, 0, "x".repeat(9000), Outcome.Rejected.class),
        row(400, 1, 0, "An unknown error occurred", Outcome.Unknown.class),
        row(503, 2, 0, "Service temporarily unavailable", Outcome.Unknown.class),
        row(400, 2, 0, "Service temporarily unavailable", Outcome.Unknown.class),
        new Row(
            "transient",
            StubAnswer.json(
                400, "{\"error\":{\"message\":\"later\",\"code\":5,\"is_transient\":true}}"),
            Outcome.Unknown.class),
        row(500, 190, 0, "oops", Outcome.Unknown.class),
        new Row("408", StubAnswer.status(408), Outcome.Unknown.class),
        new Row("502", StubAnswer.status(502), Outcome.Unknown.class),
        new Row("503", StubAnswer.status(503).header("Retry-After", "60"), Outcome.Unknown.class),
        new Row("504", StubAnswer.status(504), Outcome.Unknown.class),
        new Row(
            "403 challenge",
            new StubAnswer(403, List.of(), "<html>Just a moment…</html>".getBytes(UTF_8)),
            Outcome.Deferred.class),
        new Row("404 page", StubAnswer.status(404), Outcome.Misconfigured.class),
        new Row("413 proxy", StubAnswer.status(413), Outcome.Rejected.class),
        new Row(
            "302", StubAnswer.redirect(302, "https://other.example/"), Outcome.Misconfigured.class),
        new Row(
            "308",
            StubAnswer.redirect(308, "https://other.example/"),
            Outcome.Misconfigured.class));
  }

  private static Row row(
      int status, int code, int subcode, String message, Class<? extends Outcome> outcome) {
    return new Row(
        status + " " + code + "/" + subcode + " " + message,
        error(status, code, subcode, message),
        outcome);
  }

  private static Row wait(int status, int code, int subcode, String message, Duration wait) {
    return new Row(
        status + " " + code + "/" + subcode + " " + message,
        error(status, code, subcode, message),
        wait);
  }

  static StubAnswer error(int status, int code, int subcode, String message) {
    var json = JsonMapper.shared().createObjectNode();
    var error = json.putObject("error").put("message", message).put("type", "OAuthException");
    error.put("code", code).put("fbtrace_id", "A1");
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    return StubAnswer.json(status, json.toString());
  }
}
