// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.mastodon;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeForm;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;
import tools.jackson.core.JacksonException;

/// A Mastodon server with one account, on a loopback port: speaks what posting needs of the
/// interface, keeps a ledger of every post, shows them at `/`, and fails when it is told to.
public final class FakeMastodon extends FakeNetwork {
  private static final String ACCOUNT = "@asha";

  private final FakeAccount account;
  private final FakeOauth oauth = new FakeOauth();
  private final String token = oauth.newToken();
  private volatile boolean honourKeys = true;
  private volatile String family = "mastodon";
  private volatile boolean slowMedia;

  /// Starts on a free port, with the system's clock.
  public static FakeMastodon start() throws IOException {
    return new FakeMastodon(InstantSource.system());
  }

  /// Starts on a free port.
  ///
  /// @param clock for the posts' times, and for how long keys are remembered
  public FakeMastodon(InstantSource clock) throws IOException {
    account = new FakeAccount(clock);
    open();
  }

  @Override
  public String name() {
    return "Mastodon";
  }

  @Override
  public List<FakePost> posts() {
    return account.ledger().stream().map(FakeStatus::asPost).toList();
  }

  @Override
  public String toml() {
    return "type = \"mastodon\"\nserver = \"" + address() + "\"\n";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("token", token);
  }

  /// A token of its account.
  public String token() {
    return token;
  }

  /// Every post, oldest first.
  public List<FakeStatus> ledger() {
    return account.ledger();
  }

  /// The posts that were given other words, in order, each as often as it was.
  public List<String> edited() {
    return account.edited();
  }

  /// Its owner deletes a post.
  public void delete(String id) {
    account.delete(id);
  }

  /// Its owner gives a post other words, by other means.
  public void rewrite(String id, String text) {
    account.edit(id, FakeJson.JSON.createObjectNode().put("status", text));
  }

  /// Whether the same Idempotency-Key again, within an hour, makes no second post.
  public void honourKeys(boolean honour) {
    honourKeys = honour;
  }

  /// What it says it is: `mastodon`, `gotosocial`, `pleroma`…
  public void family(String name) {
    family = name.toLowerCase(Locale.ROOT);
  }

  /// Whether pictures are still being processed when they are asked for.
  public void slowMedia(boolean slow) {
    slowMedia = slow;
  }

  /// From now on no token is good, not even a new one.
  public void revokeTokens() {
    oauth.revokeAll();
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    switch (call.exchange().getRequestMethod() + " " + call.path()) {
      case "GET /" -> call.html(200, FakeHtml.page(ACCOUNT, account.ledger()));
      case "GET /ledger" -> call.json(200, FakeJson.ledger(account.ledger()));
      case "GET /api/v1/instance", "GET /api/v2/instance" ->
          call.json(200, FakeJson.instance(address(), family));
      case "POST /api/v1/apps" -> call.json(200, oauth.register(FakeForm.pairs(call.text())));
      case "GET /oauth/authorize" -> authorize(call);
      case "POST /oauth/token" -> trade(call);
      case "POST /api/v1/statuses" -> {
        if (allowed(call)) {
          post(call, () -> stored(account(call)));
        }
      }
      default -> more(call);
    }
  }

  private void more(FakeCall call) throws IOException {
    var path = call.path();
    if (path.startsWith("/files/")) {
      file(call);
    } else if (!path.startsWith("/api/")) {
      call.json(404, FakeJson.error("Record not found"));
    } else if (allowed(call)) {
      ownAccount(call);
    }
  }

  private void ownAccount(FakeCall call) throws IOException {
    switch (call.exchange().getRequestMethod() + " " + call.path()) {
      case "GET /api/v1/accounts/verify_credentials" ->
          call.json(
              200,
              FakeJson.JSON
                  .createObjectNode()
                  .put("id", "1")
                  .put("username", "asha")
                  .put("acct", "asha"));
      case "GET /api/v1/accounts/1/statuses" -> statuses(call);
      case "POST /api/v2/media" -> upload(call);
      case String other when other.startsWith("GET /api/v1/media/") -> media(call);
      case String other when other.contains(" /api/v1/statuses/") -> status(call);
      default -> call.json(404, FakeJson.error("Record not found"));
    }
  }

  private void status(FakeCall call) throws IOException {
    var id = call.path().split("/", -1)[4];
    var status = account.find(id);
    if (status.isEmpty()) {
      call.json(404, FakeJson.error("Record not found"));
      return;
    }
    var asked =
        call.exchange().getRequestMethod()
            + call.path().substring(call.path().indexOf(id) + id.length());
    switch (asked) {
      case "GET" -> call.json(200, FakeJson.status(address(), status.get()));
      case "GET/source" -> call.json(200, FakeJson.source(status.get()));
      case "PUT" -> post(call, () -> edited(id, call));
      default -> call.json(404, FakeJson.error("Record not found"));
    }
  }

  private Answer edited(String id, FakeCall call) {
    try {
      return account
          .edit(id, FakeJson.JSON.readTree(call.text()))
          .map(this::stored)
          .orElseGet(() -> Answer.json(404, FakeJson.error("Record not found").toString()));
    } catch (JacksonException _) {
      return Answer.json(400, FakeJson.error("the body is not JSON").toString());
    }
  }

  private boolean allowed(FakeCall call) throws IOException {
    if (oauth.knows(call.field("Authorization"))) {
      return true;
    }
    call.json(401, FakeJson.error("The access token is invalid"));
    return false;
  }

  private void authorize(FakeCall call) throws IOException {
    var code = oauth.authorize(call.query());
    if (code.isPresent()) {
      call.html(200, FakeHtml.code(code.get()));
    } else {
      call.json(400, FakeJson.error("invalid_client"));
    }
  }

  private void trade(FakeCall call) throws IOException {
    var traded = oauth.trade(FakeForm.pairs(call.text()));
    call.json(
        traded.isPresent() ? 200 : 400, traded.orElseGet(() -> FakeJson.error("invalid_grant")));
  }

  private void statuses(FakeCall call) throws IOException {
    var limit = call.query().getOrDefault("limit", "20");
    var page =
        account.page(
            call.query().getOrDefault("max_id", ""),
            limit.matches("\\d{1,2}") ? Math.min(40, Integer.parseInt(limit)) : 20);
    call.json(200, FakeJson.statuses(address(), page));
  }

  private void upload(FakeCall call) throws IOException {
    var parts = FakeForm.parts(call.field("Content-Type"), call.body());
    var file = Optional.ofNullable(parts.get("file"));
    if (file.isEmpty()) {
      call.json(422, FakeJson.error("Validation failed: File can't be blank"));
      return;
    }
    var alt = Optional.ofNullable(parts.get("description")).map(FakeForm.Part::text).orElse("");
    var media = account.upload(file.get().type(), alt, file.get().bytes());
    call.json(slowMedia ? 202 : 200, FakeJson.media(address(), media));
  }

  private void media(FakeCall call) throws IOException {
    var picture = account.picture(lastPart(call.path()));
    if (picture.isEmpty()) {
      call.json(404, FakeJson.error("Record not found"));
    } else {
      call.json(slowMedia ? 206 : 200, FakeJson.media(address(), picture.get().media()));
    }
  }

  private void file(FakeCall call) throws IOException {
    var picture = account.picture(lastPart(call.path()));
    if (picture.isEmpty()) {
      call.json(404, FakeJson.error("Record not found"));
    } else {
      var type = picture.get().media().type();
      var shown = type.startsWith("image/") ? type : "application/octet-stream";
      call.send(200, shown, picture.get().bytes());
    }
  }

  private FakeAccount.Result account(FakeCall call) {
    var key = Optional.of(call.field("Idempotency-Key")).filter(it -> !it.isBlank());
    try {
      return account.post(FakeJson.JSON.readTree(call.text()), key, honourKeys);
    } catch (JacksonException _) {
      return new FakeAccount.Result.Refused("Validation failed: the body is not JSON");
    }
  }

  private Answer stored(FakeAccount.Result result) {
    return switch (result) {
      case FakeAccount.Result.Stored(var status) ->
          Answer.json(200, FakeJson.status(address(), status).toString());
      case FakeAccount.Result.Refused(var error) ->
          Answer.json(422, FakeJson.error(error).toString());
    };
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
