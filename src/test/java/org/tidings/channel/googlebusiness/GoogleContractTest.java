// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.json.JsonMapper;

/// Errors as Google's services word them (google.aip.dev/193).
class GoogleContractTest extends ChannelContract {
  private static final String HTML = "<!DOCTYPE html><title>Error 403 (Forbidden)!!1</title>";

  /// Where the tokens came from.
  private URI host = URI.create("http://nowhere.example/");

  @Override
  protected ChannelType type() {
    return new GoogleBusiness();
  }

  @Override
  protected String toml(StubServer server) {
    return Samples.toml(server);
  }

  @Override
  protected void credentials(Keyring keyring) {
    Samples.connect(keyring, host, CANARY);
  }

  @Override
  protected void routes(StubServer server) {
    host = server.uri("/");
  }

  @Override
  protected String publishPath() {
    return Samples.POSTS;
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.json(200, Samples.post("LIVE"));
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(
        "accounts/11/locations/22/localPosts/7000000000000000001",
        Optional.of(URI.create("https://local.google.com/place?id=1&use=posts&lpsid=CIHM0001")));
  }

  @Override
  protected String words(StubRequest request) {
    return JsonMapper.shared().readTree(request.text()).path("summary").asString();
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        new Row("REJECTED", StubAnswer.json(200, Samples.post("REJECTED")), Outcome.Rejected.class),
        new Row(
            "PROCESSING",
            StubAnswer.json(200, Samples.post("PROCESSING")),
            Outcome.Published.class),
        new Row(
            "a state of tomorrow",
            StubAnswer.json(200, Samples.post("SCHEDULED")),
            Outcome.Published.class),
        // The ordinary article has a picture, which is blamed first; see GoogleChannelTest.
        row(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", Outcome.Stale.class),
        row(400, "FAILED_PRECONDITION", "Not verified.", Outcome.Misconfigured.class),
        new Row("400 from a proxy", html(400), Outcome.Deferred.class),
        row(401, "UNAUTHENTICATED", "Invalid credentials.", Outcome.Unauthorized.class),
        row(403, "PERMISSION_DENIED", "The caller lacks permission", Outcome.Misconfigured.class),
        row(403, "PERMISSION_DENIED", "x".repeat(9000), Outcome.Misconfigured.class),
        row(403, Samples.info("SERVICE_DISABLED"), Outcome.Misconfigured.class),
        row(403, Samples.info("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), Outcome.Unauthorized.class),
        row(403, Samples.info("userRateLimitExceeded"), Outcome.Deferred.class),
        row(403, Samples.quota("0"), Outcome.Misconfigured.class),
        row(403, Samples.quota("300"), Outcome.Deferred.class),
        new Row("403 from a proxy", html(403), Outcome.Deferred.class),
        row(404, "NOT_FOUND", "Requested entity was not found.", Outcome.Misconfigured.class),
        new Row("404 page", html(404), Outcome.Misconfigured.class),
        new Row("408", StubAnswer.status(408), Outcome.Unknown.class),
        row(409, "ABORTED", "The operation was aborted.", Outcome.Unknown.class),
        new Row("413", StubAnswer.status(413), Outcome.Rejected.class),
        row(412, "FAILED_PRECONDITION", "No.", Outcome.Rejected.class),
        new Row("418 from a proxy", html(418), Outcome.Deferred.class),
        row(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", Outcome.Deferred.class),
        row(429, Samples.quota("0"), Outcome.Misconfigured.class),
        row(429, "{\"quota_limit_value\": 0}", Outcome.Misconfigured.class),
        new Row(
            "429 with Retry-After",
            Samples.refusal(429, "RESOURCE_EXHAUSTED", "Quota", Samples.quota("300"))
                .header("Retry-After", "75"),
            Duration.ofSeconds(75)),
        new Row(
            "429 with RetryInfo",
            Samples.refusal(
                429,
                "RESOURCE_EXHAUSTED",
                "Quota",
                "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"8.5s\"}"),
            Duration.ofMillis(8_500)),
        new Row(
            "301", StubAnswer.redirect(301, "https://other.example/"), Outcome.Misconfigured.class),
        row(499, "CANCELLED", "The client went away.", Outcome.Unknown.class),
        row(500, "INTERNAL", "Internal error encountered.", Outcome.Unknown.class),
        row(501, "UNIMPLEMENTED", "Not here.", Outcome.Misconfigured.class),
        new Row("502", html(502), Outcome.Unknown.class),
        row(503, "UNAVAILABLE", "The service is currently unavailable.", Outcome.Unknown.class),
        row(504, "DEADLINE_EXCEEDED", "Deadline expired.", Outcome.Unknown.class));
  }

  private static Row row(int code, String status, String said, Class<? extends Outcome> outcome) {
    return new Row(code + " " + status + " " + said, Samples.refusal(code, status, said), outcome);
  }

  private static Row row(int code, String details, Class<? extends Outcome> outcome) {
    var status = code == 429 ? "RESOURCE_EXHAUSTED" : "PERMISSION_DENIED";
    return new Row(code + " " + details, Samples.refusal(code, status, "No.", details), outcome);
  }

  private static StubAnswer html(int code) {
    return new StubAnswer(code, List.of(), HTML.getBytes(StandardCharsets.UTF_8));
  }
}
