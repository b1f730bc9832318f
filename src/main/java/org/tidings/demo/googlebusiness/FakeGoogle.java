// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.googlebusiness;

import static org.tidings.demo.FakePage.escape;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeForm;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Google's services as a business's owner needs them: OAuth, the lists of accounts and locations,
/// and the posts of one listing.
public final class FakeGoogle extends FakeNetwork {
  private static final String POSTS = "/v4/" + GoogleListing.PLACE + "/localPosts";

  private final InstantSource clock;
  private final GoogleLogin login;
  private final GoogleListing listing;
  private final Map<String, String> accounts = new LinkedHashMap<>();
  private final Map<String, String> locations = new LinkedHashMap<>();
  private final String access;
  private final String refresh;
  private volatile boolean allowed = true;

  /// Starts on a free port, with the system's clock.
  public static FakeGoogle start() throws IOException {
    return new FakeGoogle(InstantSource.system());
  }

  /// Starts on a free port.
  ///
  /// @param clock for the posts' times, and for how long tokens are good
  public FakeGoogle(InstantSource clock) throws IOException {
    this.clock = clock;
    login = new GoogleLogin(clock);
    listing = new GoogleListing(clock);
    accounts.put(GoogleListing.ACCOUNT, "Asha");
    locations.put(GoogleListing.LOCATION, "Riverside Notes");
    access = login.newAccess();
    refresh = login.newRefresh();
    open();
  }

  @Override
  public String name() {
    return "Google Business Profile";
  }

  @Override
  public List<FakePost> posts() {
    return listing.all().stream()
        .filter(it -> !it.state().equals("REJECTED"))
        .map(GoogleListing.Stored::post)
        .toList();
  }

  @Override
  public String toml() {
    return """
    type = "google-business"
    account = "%s"
    location = "%s"
    """
            .formatted(GoogleListing.ACCOUNT, GoogleListing.LOCATION)
        + addresses();
  }

  /// The same keys without the place, which is then chosen while connecting.
  public String tomlToConnect() {
    return "type = \"google-business\"\n" + addresses();
  }

  private String addresses() {
    return """
    client_id = "%1$s"
    api = "%2$s"
    accounts_api = "%2$s"
    locations_api = "%2$s"
    authorize_url = "%2$s/o/oauth2/v2/auth"
    token_url = "%2$s/token"
    """
        .formatted(GoogleLogin.CLIENT_ID, address());
  }

  @Override
  public Map<String, String> credentials() {
    var tokens = JsonMapper.shared().createObjectNode();
    tokens.put("host", address().getAuthority()).put("access", access).put("refresh", refresh);
    tokens.put("expires", clock.instant().plusSeconds(3599).toEpochMilli());
    tokens.put("obtained", clock.instant().toEpochMilli());
    tokens.putArray("scopes").add(GoogleLogin.SCOPE);
    return Map.of("tokens", tokens.toString(), "client_secret", login.clientSecret());
  }

  /// The secret of the owner's OAuth client.
  public String clientSecret() {
    return login.clientSecret();
  }

  /// Everything that was ever posted, as it was sent.
  public List<JsonNode> requests() {
    return listing.all().stream().map(GoogleListing.Stored::request).toList();
  }

  /// Whether the owner's project was allowed to use the interface.
  public void allow(boolean project) {
    allowed = project;
  }

  /// Whether the app's publishing status is Testing: access ends after 7 days.
  public void testing(boolean status) {
    login.testing(status);
  }

  /// From now on the owner doesn't tick the box.
  public void withhold() {
    login.withhold(GoogleLogin.SCOPE);
  }

  /// The owner takes the access back.
  public void revoke() {
    login.revoke();
  }

  /// Access tokens end now; refresh tokens don't.
  public void forgetAccess() {
    login.forgetAccess();
  }

  /// What becomes of posts: `LIVE`, `PROCESSING`, `REJECTED`.
  public void state(String next) {
    listing.state(next);
  }

  /// Whether no picture is good enough.
  public void picky(boolean refusesPictures) {
    listing.picky(refusesPictures);
  }

  /// Lets the owner manage one more account.
  public void addAccount(String number, String name) {
    accounts.put(number, name);
  }

  /// Gives every account one more location.
  public void addLocation(String number, String title) {
    locations.put(number, title);
  }

  /// Leaves the owner without any account.
  public void closeAccounts() {
    accounts.clear();
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    var asked = call.exchange().getRequestMethod() + " " + call.path();
    if (asked.equals("GET /o/oauth2/v2/auth")) {
      authorize(call);
    } else if (asked.equals("POST /token")) {
      var answer = login.token(FakeForm.pairs(call.text()));
      call.json(answer.status(), answer.json());
    } else if (asked.startsWith("GET /local/posts/")) {
      show(call);
    } else if (!login.knows(call.field("Authorization"))) {
      call.json(
          401,
          GoogleError.of(
              401,
              "UNAUTHENTICATED",
              "Request had invalid authentication credentials. Expected OAuth 2 access token."));
    } else if (!allowed) {
      call.json(429, GoogleError.noQuota());
    } else {
      serve(asked, call);
    }
  }

  private void serve(String asked, FakeCall call) throws IOException {
    if (asked.equals("GET /v1/accounts")) {
      list(call, "accounts", "accountName", accounts);
    } else if (asked.matches("GET /v1/accounts/\\d+/locations")) {
      locations(call);
    } else if (asked.equals("POST " + POSTS)) {
      post(
          call,
          () -> {
            var answer = listing.create(call.text(), address());
            return Answer.json(answer.status(), answer.json().toString());
          });
    } else if (asked.equals("GET " + POSTS)) {
      posts(call);
    } else {
      call.json(404, GoogleError.of(404, "NOT_FOUND", "Requested entity was not found."));
    }
  }

  private void authorize(FakeCall call) throws IOException {
    var code = login.authorize(call.query());
    if (code.isEmpty()) {
      call.html(400, "<!doctype html><title>Error 400: invalid_request</title>");
      return;
    }
    var query = call.query();
    var back =
        query.get("redirect_uri")
            + "?state="
            + encode(query.getOrDefault("state", ""))
            + "&code="
            + encode(code.get())
            + "&scope="
            + encode(query.getOrDefault("scope", ""));
    call.exchange().getResponseHeaders().set("Location", back);
    call.send(302, "text/html; charset=utf-8", new byte[0]);
  }

  private void locations(FakeCall call) throws IOException {
    if (!accounts.containsKey(call.path().split("/", -1)[3])) {
      call.json(403, GoogleError.of(403, "PERMISSION_DENIED", "The caller lacks permission."));
    } else if (!call.query().getOrDefault("readMask", "").contains("title")) {
      call.json(400, GoogleError.field("read_mask", "Read mask is required."));
    } else {
      list(call, "locations", "title", locations);
    }
  }

  /// Two on a page, whatever was asked for, so that there is more than one page.
  private static void list(FakeCall call, String what, String label, Map<String, String> all)
      throws IOException {
    var from = from(call);
    var json = JsonMapper.shared().createObjectNode();
    var array = json.putArray(what);
    all.entrySet().stream()
        .skip(from)
        .limit(2)
        .forEach(
            it ->
                array.addObject().put("name", what + "/" + it.getKey()).put(label, it.getValue()));
    if (from + array.size() < all.size()) {
      json.put("nextPageToken", "after/" + (from + array.size()) + "=");
    }
    call.json(200, json);
  }

  private void posts(FakeCall call) throws IOException {
    var size = call.query().getOrDefault("pageSize", "20");
    if (!size.matches("[1-9]\\d?|100")) {
      call.json(400, GoogleError.field("page_size", "The page size must be from 1 to 100."));
      return;
    }
    var answer = listing.list(Integer.parseInt(size), from(call), address());
    call.json(answer.status(), answer.json());
  }

  private static int from(FakeCall call) {
    var digits = call.query().getOrDefault("pageToken", "").replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private void show(FakeCall call) throws IOException {
    var id = call.path().substring("/local/posts/".length());
    var post = posts().stream().filter(it -> it.id().equals(id)).findFirst();
    call.html(
        post.isPresent() ? 200 : 404,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Riverside Notes</title><p>"
            + escape(post.map(FakePost::text).orElse("There is no such post."))
            + "</p></html>");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
