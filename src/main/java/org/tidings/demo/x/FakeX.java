// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.x;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeForm;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;
import org.tidings.text.LengthRule;
import org.tidings.text.Links;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// X with one account: posts, the account's timeline, who am I, and both ways to be allowed, as
/// docs.x.com describes them and as people met with them. Refuses words that it has seen within a
/// day.
public final class FakeX extends FakeNetwork {
  private static final String KEY = "the-api-key";
  private static final String KEY_SECRET = "the-api-key-secret";
  private static final String TOKEN = "12-the-access-token";
  private static final String TOKEN_SECRET = "the-access-token-secret";
  private static final Duration REMEMBERS = Duration.ofHours(24);
  private static final LengthRule LENGTH = new LengthRule(LengthRule.Unit.X_CHARACTERS, 280);

  private final InstantSource clock;
  private final FakeGrants grants;
  private final List<FakePost> ledger = new ArrayList<>();
  private volatile boolean credits = true;

  /// Starts on a free port, with the system's clock.
  public static FakeX start() throws IOException {
    return new FakeX(InstantSource.system());
  }

  /// Starts on a free port.
  ///
  /// @param clock for the posts' times, and for how long tokens and words are remembered
  public FakeX(InstantSource clock) throws IOException {
    this.clock = clock;
    grants = new FakeGrants(clock);
    open();
  }

  @Override
  public String name() {
    return "X";
  }

  @Override
  public synchronized List<FakePost> posts() {
    return List.copyOf(ledger);
  }

  @Override
  public String toml() {
    return """
    type = "x"
    api = "%1$s"
    authorize = "%1$s/i/oauth2/authorize"
    """
        .formatted(address());
  }

  @Override
  public Map<String, String> credentials() {
    var json = object().put("host", address().getAuthority());
    json.put("consumer_key", KEY).put("consumer_secret", KEY_SECRET);
    json.put("token", TOKEN).put("token_secret", TOKEN_SECRET);
    return Map.of("oauth1", json.toString());
  }

  /// An OAuth 2 pair as `connect` would have stored it.
  public String tokens() {
    var pair = grants.newPair();
    var now = clock.millis();
    var json = object().put("host", address().getAuthority());
    json.put("access", pair.access()).put("refresh", pair.refresh());
    return json.put("expires", now + Duration.ofHours(2).toMillis())
        .put("obtained", now)
        .toString();
  }

  /// The four strings that its console would show.
  public List<String> keys() {
    return List.of(KEY, KEY_SECRET, TOKEN, TOKEN_SECRET);
  }

  /// Whether the app can still pay.
  public void credits(boolean left) {
    credits = left;
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    switch (call.exchange().getRequestMethod() + " " + call.path()) {
      case "GET /i/oauth2/authorize" -> authorize(call);
      case "POST /2/oauth2/token" -> trade(call);
      case "POST /2/tweets" -> {
        if (allowed(call)) {
          post(call, () -> store(call));
        }
      }
      case "GET /2/users/me" -> {
        if (allowed(call)) {
          var me = object();
          me.putObject("data").put("id", "12").put("name", "Asha").put("username", "asha");
          call.json(200, me);
        }
      }
      case "GET /2/users/12/tweets" -> {
        if (allowed(call)) {
          call.json(200, timeline(call.query()));
        }
      }
      default -> call.json(404, problem("Not Found", "no such path", 404));
    }
  }

  private boolean allowed(FakeCall call) throws IOException {
    var header = call.field("Authorization");
    if (header.startsWith("Bearer ")
        ? grants.knows(header.substring("Bearer ".length()))
        : signed(call, header)) {
      return true;
    }
    call.json(401, problem("Unauthorized", "Unauthorized", 401));
    return false;
  }

  private boolean signed(FakeCall call, String header) {
    var parameters = FakeSignature.parameters(header);
    var signature =
        FakeSignature.of(
            call.exchange().getRequestMethod(),
            address() + call.path(),
            call.query(),
            parameters,
            FakeSignature.encoded(KEY_SECRET) + "&" + FakeSignature.encoded(TOKEN_SECRET));
    var at = parameters.getOrDefault("oauth_timestamp", "0");
    var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), clock.instant());
    return signature.equals(parameters.get("oauth_signature"))
        && KEY.equals(parameters.get("oauth_consumer_key"))
        && TOKEN.equals(parameters.get("oauth_token"))
        && age.abs().compareTo(Duration.ofMinutes(5)) <= 0;
  }

  private void authorize(FakeCall call) throws IOException {
    var query = call.query();
    var back =
        "%s?state=%s&code=%s"
            .formatted(
                query.getOrDefault("redirect_uri", ""),
                FakeSignature.encoded(query.getOrDefault("state", "")),
                grants.code(query));
    call.exchange().getResponseHeaders().set("Location", back);
    call.exchange().sendResponseHeaders(302, -1);
  }

  private void trade(FakeCall call) throws IOException {
    var pair = grants.trade(FakeForm.pairs(call.text()));
    if (pair.isEmpty()) {
      call.json(
          400,
          object()
              .put("error", "invalid_request")
              .put("error_description", "Value passed for the token was invalid."));
      return;
    }
    var json = object().put("token_type", "bearer").put("expires_in", 7200);
    json.put("access_token", pair.get().access()).put("refresh_token", pair.get().refresh());
    call.json(
        200, json.put("scope", "tweet.read tweet.write users.read media.write offline.access"));
  }

  private synchronized Answer store(FakeCall call) {
    if (!credits) {
      return Answer.json(402, problem("CreditsDepleted", "no credits", 402).toString());
    }
    var text = text(call);
    if (text.isEmpty() || !LENGTH.allows(text)) {
      return Answer.json(400, problem("Invalid Request", "text is not valid", 400).toString());
    }
    var now = clock.instant();
    if (ledger.stream()
        .anyMatch(it -> it.text().equals(text) && it.at().plus(REMEMBERS).isAfter(now))) {
      var words = "You are not allowed to create a Tweet with duplicate content.";
      return Answer.json(403, problem("Forbidden", words, 403).toString());
    }
    var id = Long.toString(2_057_000_000_000_000_000L + ledger.size());
    var link = Links.in(text).stream().map(it -> it.target()).findFirst();
    ledger.add(new FakePost(id, now, text, link, Optional.empty(), Optional.empty()));
    var stored = object();
    stored.putObject("data").put("id", id).put("text", text);
    return Answer.json(201, stored.toString());
  }

  /// Empty if it is not JSON, or has fields that X does not know.
  private static String text(FakeCall call) {
    try {
      var json = JsonMapper.shared().readTree(call.text());
      var known = json.propertyNames().stream().allMatch(List.of("text", "media")::contains);
      return known ? json.path("text").asString("") : "";
    } catch (JacksonException e) {
      return "";
    }
  }

  private synchronized JsonNode timeline(Map<String, String> query) {
    var since = Instant.parse(query.getOrDefault("start_time", "1970-01-01T00:00:00Z"));
    var page = object();
    var data = page.putArray("data");
    for (var post : ledger.reversed()) {
      if (!post.at().isBefore(since)) {
        var node = data.addObject().put("id", post.id());
        var at = post.link().map(URI::toString).orElse("");
        var shown =
            at.isEmpty() ? post.text() : post.text().replace(at, "https://t.co/" + post.id());
        node.put("text", shown).put("created_at", post.at().toString());
        post.link().ifPresent(it -> link(node, it, post.id()));
      }
    }
    return page;
  }

  private static void link(ObjectNode node, URI link, String id) {
    var url = node.putObject("entities").putArray("urls").addObject();
    url.put("url", "https://t.co/" + id).put("expanded_url", link.toString());
  }

  private static ObjectNode problem(String title, String detail, int status) {
    return object()
        .put("title", title)
        .put("detail", detail)
        .put("type", "about:blank")
        .put("status", status);
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
