// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

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

/// The names are those of the reference server (bluesky-social/atproto, packages/pds).
class BlueskyContractTest extends ChannelContract {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String PUT = "/xrpc/com.atproto.repo.putRecord";

  @Override
  protected ChannelType type() {
    return new Bluesky();
  }

  @Override
  protected String toml(StubServer server) {
    return "handle = \"ann.test\"\napi = \"" + server.uri("") + "\"";
  }

  @Override
  protected void credentials(Keyring keyring) {
    keyring.put("password", Secret.of(CANARY));
  }

  @Override
  protected void routes(StubServer server) {
    var session =
        StubAnswer.json(
            200,
            "{\"did\":\"%s\",\"handle\":\"ann.test\",\"accessJwt\":\"%s\",\"refreshJwt\":\"r%s\"}"
                .formatted(DID, CANARY, CANARY));
    server
        .on("POST", "/xrpc/com.atproto.server.createSession", session)
        .on("POST", "/xrpc/com.atproto.server.refreshSession", session)
        .on(
            "GET",
            "/xrpc/com.atproto.server.getSession",
            StubAnswer.json(200, "{\"did\":\"" + DID + "\",\"handle\":\"ann.test\"}"));
  }

  @Override
  protected String publishPath() {
    return PUT;
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.json(200, "{\"uri\":\"" + uri() + "\",\"cid\":\"bafy\"}");
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(
        uri(), Optional.of(URI.create("https://bsky.app/profile/" + DID + "/post/" + rkey())));
  }

  @Override
  protected String words(StubRequest request) {
    return JsonMapper.shared().readTree(request.text()).path("record").path("text").asString();
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        row(400, "InvalidRequest", Outcome.Rejected.class),
        row(400, "InvalidMimeType", Outcome.Rejected.class),
        row(413, "PayloadTooLarge", Outcome.Rejected.class),
        row(400, "BlobNotFound", Outcome.Stale.class),
        row(400, "InvalidSwap", Outcome.Deferred.class),
        row(401, "AuthFactorTokenRequired", Outcome.Unauthorized.class),
        row(400, "AccountTakedown", Outcome.Unauthorized.class),
        row(400, "ExpiredToken", Outcome.Unauthorized.class),
        row(403, "Forbidden", Outcome.Misconfigured.class),
        row(501, "MethodNotImplemented", Outcome.Misconfigured.class),
        row(404, "XRPCNotSupported", Outcome.Misconfigured.class),
        row(429, "RateLimitExceeded", Outcome.Deferred.class),
        new Row(
            "429 with the reset as a time",
            StubAnswer.json(429, "{\"error\":\"RateLimitExceeded\"}")
                .header("RateLimit-Reset", Long.toString(NOW.plusSeconds(120).getEpochSecond())),
            Duration.ofMinutes(2)),
        row(500, "InternalServerError", Outcome.Unknown.class),
        row(502, "UpstreamFailure", Outcome.Unknown.class),
        row(504, "UpstreamTimeout", Outcome.Unknown.class),
        new Row("408", StubAnswer.status(408), Outcome.Unknown.class),
        new Row("418 proxy", StubAnswer.status(418), Outcome.Deferred.class),
        new Row(
            "308",
            StubAnswer.redirect(308, "https://other.example/"),
            Outcome.Misconfigured.class));
  }

  private static Row row(int status, String error, Class<? extends Outcome> outcome) {
    var json = "{\"error\":\"" + error + "\",\"message\":\"as the server says\"}";
    return new Row(status + " " + error, StubAnswer.json(status, json), outcome);
  }

  private static String uri() {
    return "at://" + DID + "/app.bsky.feed.post/" + rkey();
  }

  private static String rkey() {
    return Tid.of(KEY).toString();
  }
}
