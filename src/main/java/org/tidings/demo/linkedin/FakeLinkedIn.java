// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// LinkedIn with one member, who looks after the page 123: the versioned Posts and Images
/// interfaces, `userinfo`, and OAuth with refresh tokens for partners only, as
/// learn.microsoft.com/linkedin describes them and as people met with them.
public final class FakeLinkedIn extends FakeNetwork {
  private static final List<String> SCOPES = List.of("openid", "profile", "w_member_social");

  private final InstantSource clock;
  private final FakeShares shares;
  private final FakeGrants grants;
  private final FakeGate gate;
  private final String token;

  /// What LinkedIn makes of little text.
  ///
  /// @param text what people read
  /// @param hashtags those that lead somewhere, without `#`
  /// @param cut whether something is missing at the end
  public record Shown(String text, List<String> hashtags, boolean cut) {
    public Shown {
      hashtags = List.copyOf(hashtags);
    }
  }

  /// Starts on a free port, with the system's clock.
  public static FakeLinkedIn start() throws IOException {
    return new FakeLinkedIn(InstantSource.system());
  }

  /// Starts on a free port.
  ///
  /// @param clock for the posts' times, for how long tokens and twins live, and for the versions
  public FakeLinkedIn(InstantSource clock) throws IOException {
    this.clock = clock;
    shares = new FakeShares(clock);
    grants = new FakeGrants(clock);
    gate = new FakeGate(grants, clock);
    token = grants.newToken(SCOPES);
    open();
  }

  /// What LinkedIn would make of a commentary.
  public static Shown shows(String little) {
    return FakeLittle.read(little);
  }

  @Override
  public String name() {
    return "LinkedIn";
  }

  @Override
  public List<FakePost> posts() {
    return shares.ledger().stream().map(FakeShare::asPost).toList();
  }

  @Override
  public String toml() {
    return """
    type = "linkedin"
    api = "%1$s"
    auth = "%1$s"
    """
        .formatted(address());
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("tokens", tokens(token));
  }

  /// The same for a partner's app: with a token that renews the other, and what the app is known
  // by.
  public Map<String, String> partnerCredentials() {
    grants.partner(true);
    var tokens = (ObjectNode) JsonMapper.shared().readTree(tokens(token));
    tokens.put("refresh", grants.newRefreshToken(SCOPES));
    var app = object().put("host", address().getAuthority());
    app.put("id", FakeGrants.CLIENT).put("secret", FakeGrants.SECRET);
    return Map.of("tokens", tokens.toString(), "app", app.toString());
  }

  /// A token as `connect` would have stored it: with its 60 days.
  public String tokens(String access) {
    var now = clock.instant().toEpochMilli();
    var json = object().put("host", address().getAuthority()).put("access", access);
    return json.put("expires", now + 60L * 24 * 60 * 60 * 1000).put("obtained", now).toString();
  }

  /// The member's own token.
  public String token() {
    return token;
  }

  /// Another token of the member's.
  public String newToken(String... scopes) {
    return grants.newToken(List.of(scopes));
  }

  /// From now on no token is good that was given before.
  public void revokeTokens() {
    grants.revokeAll();
  }

  /// Whether tokens come with one to renew them.
  public void partner(boolean partner) {
    grants.partner(partner);
  }

  /// What the app may ask for.
  public void products(String... scopes) {
    grants.products(List.of(scopes));
  }

  /// Ends versions before their time.
  public void end(String... versions) {
    gate.end(List.of(versions));
  }

  /// Takes a post away; its words stay remembered, and the refusal of a twin names what is gone.
  public void delete(String urn) {
    shares.delete(urn);
  }

  /// From now on no post knows the pictures that were uploaded.
  public void losePictures() {
    shares.losePictures();
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    switch (call.exchange().getRequestMethod() + " " + call.path()) {
      case "GET /" -> call.html(200, FakePage.of(shares.ledger()));
      case "GET /oauth/v2/authorization" -> authorize(call);
      case "POST /oauth/v2/accessToken" -> {
        var traded = grants.trade(call.form());
        call.json(traded.status(), traded.json());
      }
      case "GET /v2/userinfo" -> {
        if (gate.allowed(call, "profile")) {
          call.json(200, object().put("sub", "aB3xYz").put("name", "Asha Example"));
        }
      }
      case "POST /rest/images" -> initializeUpload(call);
      case "POST /rest/posts" -> publish(call);
      case "GET /rest/posts" -> find(call);
      default -> more(call);
    }
  }

  private void more(FakeCall call) throws IOException {
    var last = call.path().replaceFirst("/$", "").replaceFirst(".*/", "");
    if (call.path().startsWith("/dms-uploads/")) {
      upload(call, last);
    } else if (call.path().startsWith("/files/")) {
      var picture = shares.picture(last);
      call.send(
          picture.isPresent() ? 200 : 404,
          picture.map(FakeShares.Picture::type).orElse("text/plain"),
          picture.map(FakeShares.Picture::bytes).orElse(new byte[0]));
    } else if (call.path().startsWith("/feed/update/")) {
      var found = shares.ledger().stream().filter(it -> it.urn().equals(last)).toList();
      call.html(
          found.isEmpty() ? 404 : 200, found.isEmpty() ? FakePage.gone() : FakePage.of(found));
    } else {
      FakeGate.refuse(
          call, new FakeRefusal(404, "RESOURCE_NOT_FOUND", "No virtual resource found"));
    }
  }

  private void authorize(FakeCall call) throws IOException {
    var code = grants.authorize(call.query());
    if (code.isEmpty()) {
      call.html(400, "<p>The redirect_uri does not match the registered value");
      return;
    }
    var state = URLEncoder.encode(call.query().get("state"), StandardCharsets.UTF_8);
    var back = FakeGrants.REDIRECT + "?code=" + code.get() + "&state=" + state;
    call.exchange().getResponseHeaders().set("Location", back);
    call.send(302, "text/html", new byte[0]);
  }

  private void initializeUpload(FakeCall call) throws IOException {
    var owner = json(call).path("initializeUploadRequest").path("owner").asString("");
    if (!gate.versioned(call) || !gate.mayPostAs(call, owner, "images.CREATE")) {
      return;
    }
    if (!"initializeUpload".equals(call.query().get("action"))) {
      FakeGate.refuse(call, new FakeRefusal(400, "ILLEGAL_ARGUMENT", "Unknown action"));
      return;
    }
    var id = shares.expect(owner);
    var answer = object();
    answer
        .putObject("value")
        .put("uploadUrl", address() + "/dms-uploads/" + id)
        .put("uploadUrlExpiresAt", clock.instant().plusSeconds(86_400).toEpochMilli())
        .put("image", "urn:li:image:" + id);
    call.json(200, answer);
  }

  private void upload(FakeCall call, String id) throws IOException {
    if (grants.scopes(call.field("Authorization")).isEmpty()) {
      call.send(401, "text/plain", new byte[0]);
      return;
    }
    var room = shares.upload(id, call.field("Content-Type"), call.body());
    call.send(room ? 201 : 400, "text/plain", new byte[0]);
  }

  private void publish(FakeCall call) throws IOException {
    var request = json(call);
    var author = request.path("author").asString("");
    if (!gate.versioned(call) || !gate.mayPostAs(call, author, "posts.CREATE")) {
      return;
    }
    post(
        call,
        () ->
            switch (shares.post(request)) {
              case FakeShares.Result.Stored(var urn) ->
                  new Answer(201, Map.of("x-restli-id", urn), "");
              case FakeShares.Result.Refused(var why) ->
                  Answer.json(why.status(), why.asInputError().toString());
            });
  }

  private void find(FakeCall call) throws IOException {
    var query = call.query();
    if (!gate.versioned(call) || !gate.allowed(call, "r_organization_social")) {
      return;
    }
    if (!"FINDER".equals(call.field("X-RestLi-Method")) || !"author".equals(query.get("q"))) {
      FakeGate.refuse(call, new FakeRefusal(400, "ILLEGAL_ARGUMENT", "Unknown finder"));
      return;
    }
    var answer = object();
    var elements = answer.putArray("elements");
    shares.ledger().reversed().stream()
        .filter(it -> it.author().equals(query.get("author")))
        .skip(Long.parseLong(query.getOrDefault("start", "0")))
        .limit(Long.parseLong(query.getOrDefault("count", "10")))
        .forEach(it -> elements.add(it.json()));
    call.json(200, answer);
  }

  private static JsonNode json(FakeCall call) {
    try {
      return Optional.ofNullable(JsonMapper.shared().readTree(call.text()))
          .orElseGet(FakeLinkedIn::object);
    } catch (JacksonException _) {
      return object();
    }
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
