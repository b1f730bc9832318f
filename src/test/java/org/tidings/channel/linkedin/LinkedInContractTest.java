// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Golden;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.post.Template;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

/// The sentences are those of learn.microsoft.com/linkedin ("Posts API", "error handling") and of
/// people who met with them; each row says where.
class LinkedInContractTest extends ChannelContract {
  private static final String TWIN = "Content is a duplicate of urn:li:share:7290000000000000000";

  private String host = "";

  @Override
  protected ChannelType type() {
    return new LinkedIn();
  }

  @Override
  protected String toml(StubServer server) {
    return "api = \"%1$s\"%nauth = \"https://www.linkedin.com\""
        .formatted(server.uri("").toString());
  }

  @Override
  protected void routes(StubServer server) {
    host = server.uri("/").getAuthority();
    server.on(
        "GET",
        "/v2/userinfo",
        StubAnswer.json(
            200, "{\"sub\":\"aB3xYz\",\"name\":\"Ann Example\",\"locale\":{\"country\":\"US\"}}"));
  }

  @Override
  protected void credentials(Keyring keyring) {
    keyring.put("tokens", Secret.of("{\"host\":\"" + host + "\",\"access\":\"" + CANARY + "\"}"));
  }

  @Override
  protected String publishPath() {
    return "/rest/posts";
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.status(201).header("x-restli-id", "urn:li:share:7299999999999999999");
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(
        "urn:li:share:7299999999999999999",
        Optional.of(
            URI.create("https://www.linkedin.com/feed/update/urn:li:share:7299999999999999999/")));
  }

  @Override
  protected String words(StubRequest request) {
    var commentary = JsonMapper.shared().readTree(request.text()).path("commentary").asString();
    return FakeLinkedIn.shows(commentary).text();
  }

  @Test
  void whose_token_it_is_is_asked_as_the_golden_file_says() throws IOException {
    try (var bench = bench(accepted())) {
      bench.channel().check();
      var asked = bench.server().requests("/v2/userinfo");
      assertThat(asked).hasSize(1);
      Golden.check("linkedin", "userinfo", asked.getFirst(), bench.server());
    }
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        new Row("201 without a name", StubAnswer.status(201), Outcome.Unknown.class),
        new Row(
            "201 with a name that is none",
            StubAnswer.status(201).header("x-restli-id", "<h1>"),
            Outcome.Unknown.class),
        new Row(
            "201 with a ugcPost",
            StubAnswer.status(201).header("X-RestLi-Id", "urn:li:ugcPost:7299999999999999999"),
            Outcome.Published.class),
        new Row("422 twin", inputError(422, "DUPLICATE_POST", TWIN), Outcome.Duplicate.class),
        row(422, "DUPLICATE_POST", TWIN, Outcome.Duplicate.class),
        row(400, "UNPROCESSABLE", TWIN, Outcome.Duplicate.class),
        row(409, "CONFLICT", TWIN, Outcome.Duplicate.class),
        row(409, "CONFLICT", "Resource is being edited", Outcome.Unknown.class),
        row(400, "ILLEGAL_ARGUMENT", "Invalid argument", Outcome.Rejected.class),
        row(400, "VERSION_MISSING", "A version must be present", Outcome.Misconfigured.class),
        new Row(
            "422 field",
            inputError(422, "INVALID_INPUT", "ERROR :: /commentary :: too long"),
            Outcome.Rejected.class),
        row(422, "INVALID_INPUT", "x".repeat(9000), Outcome.Rejected.class),
        row(401, "65600", "Invalid access token", Outcome.Unauthorized.class),
        row(401, "65601", "The token has been revoked", Outcome.Unauthorized.class),
        row(401, "65602", "The token has expired", Outcome.Unauthorized.class),
        row(401, "REVOKED_ACCESS_TOKEN", "The token has been revoked", Outcome.Unauthorized.class),
        row(401, "EXPIRED_ACCESS_TOKEN", "The token has expired", Outcome.Unauthorized.class),
        row(
            403,
            "ACCESS_DENIED",
            "Not enough permissions to access: posts.CREATE",
            Outcome.Misconfigured.class),
        rowOf(403, "", "This resource is forbidden", Duration.ofMinutes(5)),
        new Row(
            "403 challenge",
            new StubAnswer(403, List.of(), "<html>Just a moment…</html>".getBytes(UTF_8)),
            Outcome.Deferred.class),
        row(404, "NOT_FOUND", "No such author", Outcome.Misconfigured.class),
        row(405, "METHOD_NOT_ALLOWED", "no", Outcome.Misconfigured.class),
        new Row("408", StubAnswer.status(408), Outcome.Unknown.class),
        new Row("413", StubAnswer.status(413), Outcome.Rejected.class),
        new Row("418 proxy", StubAnswer.status(418), Outcome.Deferred.class),
        rowOf(
            426,
            "NONEXISTENT_VERSION",
            "Requested version 20260701 is not active",
            Duration.ofSeconds(1)),
        rowOf(429, "TOO_MANY_REQUESTS", "Resource level throttle", Duration.ofMinutes(15)),
        new Row(
            "429 with Retry-After",
            StubAnswer.json(429, "{}").header("Retry-After", "75"),
            Duration.ofSeconds(75)),
        new Row(
            "301", StubAnswer.redirect(301, "https://other.example/"), Outcome.Misconfigured.class),
        row(500, "INTERNAL", "Unable to obtain activity", Outcome.Unknown.class),
        row(400, "BAD", "Unable to obtain activity", Outcome.Unknown.class),
        row(500, "INTERNAL_SERVER_ERROR", "Internal Server Error", Outcome.Unknown.class),
        new Row("502", StubAnswer.status(502), Outcome.Unknown.class),
        new Row("503", StubAnswer.status(503).header("Retry-After", "60"), Outcome.Unknown.class),
        new Row("504", StubAnswer.status(504), Outcome.Unknown.class));
  }

  @Test
  void a_refused_twin_is_named() {
    try (var bench = bench(inputError(422, "DUPLICATE_POST", TWIN))) {
      var post = bench.channel().compose(ArticleSamples.ordinary(), plain());
      assertThat(bench.publishes(post))
          .isInstanceOfSatisfying(
              Outcome.Duplicate.class,
              it ->
                  assertThat(it.receipt())
                      .hasValue(
                          new Receipt(
                              "urn:li:share:7290000000000000000",
                              Optional.of(
                                  URI.create(
                                      "https://www.linkedin.com/feed/update/"
                                          + "urn:li:share:7290000000000000000/")))));
    }
  }

  private static Template plain() {
    return Network.template("{{ title }}");
  }

  private static Row row(
      int status, String code, String message, Class<? extends Outcome> outcome) {
    return new Row(status + " " + code + " " + message, error(status, code, message), outcome);
  }

  private static Row rowOf(int status, String code, String message, Duration asked) {
    return new Row(status + " " + code + " " + message, error(status, code, message), asked);
  }

  private static StubAnswer error(int status, String code, String message) {
    var json = JsonMapper.shared().createObjectNode().put("status", status);
    return StubAnswer.json(status, json.put("code", code).put("message", message).toString());
  }

  private static StubAnswer inputError(int status, String code, String description) {
    var json = JsonMapper.shared().createObjectNode();
    json.put("errorDetailType", "com.linkedin.common.error.BadRequest");
    json.put("message", "Invalid input").put("status", status);
    json.putObject("errorDetails")
        .putArray("inputErrors")
        .addObject()
        .put("description", description)
        .put("code", code)
        .putObject("input")
        .putObject("inputPath")
        .put("fieldPath", "commentary");
    return StubAnswer.json(status, json.toString());
  }
}
