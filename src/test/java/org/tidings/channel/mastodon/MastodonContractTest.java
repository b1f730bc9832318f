// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

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

/// The sentences are those of Mastodon 4.4 (config/locales/en.yml and app/controllers), unless a
/// row names another server.
class MastodonContractTest extends ChannelContract {
  @Override
  protected ChannelType type() {
    return new Mastodon();
  }

  @Override
  protected String toml(StubServer server) {
    return "server = \"" + server.uri("/") + "\"";
  }

  @Override
  protected void credentials(Keyring keyring) {
    keyring.put("token", Secret.of(CANARY));
  }

  @Override
  protected String publishPath() {
    return "/api/v1/statuses";
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.json(
        200,
        """
        {"id": "115600000000000001", "created_at": "2026-11-24T12:00:00.345Z",
         "uri": "https://social.example/users/ann/statuses/115600000000000001",
         "url": "https://social.example/@ann/115600000000000001",
         "visibility": "public", "content": "<p>…</p>", "some_future_key": [{}]}
        """);
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(
        "115600000000000001",
        Optional.of(URI.create("https://social.example/@ann/115600000000000001")));
  }

  @Override
  protected String words(StubRequest request) {
    return JsonMapper.shared().readTree(request.text()).path("status").asString();
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        row(400, "Bad Request: statuses need text (GoToSocial)", Outcome.Rejected.class),
        row(401, "The access token is invalid", Outcome.Unauthorized.class),
        row(401, "The access token was revoked", Outcome.Unauthorized.class),
        row(403, "This action is outside the authorized scopes", Outcome.Misconfigured.class),
        row(403, "Your login is currently disabled", Outcome.Unauthorized.class),
        new Row(
            "403 challenge",
            new StubAnswer(403, List.of(), "<html>Just a moment…</html>".getBytes(UTF_8)),
            Outcome.Deferred.class),
        row(404, "Record not found", Outcome.Misconfigured.class),
        row(405, "no", Outcome.Misconfigured.class),
        row(408, "too slow", Outcome.Unknown.class),
        row(
            409,
            "Another request with the same key is still being processed (Pleroma)",
            Outcome.Unknown.class),
        row(410, "gone", Outcome.Misconfigured.class),
        new Row("413 proxy", StubAnswer.status(413), Outcome.Rejected.class),
        new Row("418 proxy", StubAnswer.status(418), Outcome.Deferred.class),
        row(422, "Validation failed: Text character limit of 500 exceeded", Outcome.Rejected.class),
        row(
            422,
            "Cannot attach files that have not finished processing. Try again in a moment!",
            Outcome.Deferred.class),
        row(422, "Validation failed: Media could not be found", Outcome.Stale.class),
        row(422, "Media with ids 22 not found", Outcome.Stale.class),
        row(422, "x".repeat(9000), Outcome.Rejected.class),
        row(429, "Too many requests", Outcome.Deferred.class),
        new Row(
            "429 with Retry-After",
            StubAnswer.json(429, "{}").header("Retry-After", "75"),
            Duration.ofSeconds(75)),
        new Row(
            "429 with the reset as a time",
            StubAnswer.json(429, "{\"error\":\"Too many requests\"}")
                .header("X-RateLimit-Limit", "300")
                .header("X-RateLimit-Remaining", "0")
                .header("X-RateLimit-Reset", "2026-11-24T12:05:00.500000Z"),
            Duration.ofMillis(300_500)),
        new Row(
            "301", StubAnswer.redirect(301, "https://other.example/"), Outcome.Misconfigured.class),
        new Row(
            "308", StubAnswer.redirect(308, "https://other.example/"), Outcome.Misconfigured.class),
        row(500, "oops", Outcome.Unknown.class),
        row(501, "no such thing", Outcome.Misconfigured.class),
        new Row("502", StubAnswer.status(502), Outcome.Unknown.class),
        new Row("503", StubAnswer.status(503).header("Retry-After", "60"), Outcome.Unknown.class),
        new Row("504", StubAnswer.status(504), Outcome.Unknown.class));
  }

  private static Row row(int status, String error, Class<? extends Outcome> outcome) {
    var json = JsonMapper.shared().createObjectNode().put("error", error).toString();
    return new Row(status + " " + error, StubAnswer.json(status, json), outcome);
  }
}
