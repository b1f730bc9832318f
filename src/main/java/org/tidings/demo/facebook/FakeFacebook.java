// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakeForm;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;

/// Facebook with one app, one person and three Pages, of which one keeps a ledger: the dialog, the
/// exchange of tokens, the feed, pictures, the list of posts with its lag, usage headers, and the
/// posts that are live although the answer says 500. Shows the Page at `/`.
public final class FakeFacebook extends FakeNetwork {
  private final Ledger ledger;
  private final Feed feed;
  private final Grants grants;
  private final Doors doors;
  private final PageApi api;
  private final String pageToken;
  private volatile int usage;
  private volatile int regain;
  private volatile boolean proofRequired;

  /// Starts on a free port, with the system's clock.
  public static FakeFacebook start() throws IOException {
    return new FakeFacebook(InstantSource.system());
  }

  /// Starts on a free port.
  ///
  /// @param clock for the posts' times, and for when tokens end
  public FakeFacebook(InstantSource clock) throws IOException {
    ledger = new Ledger(PageApi.PAGE, clock);
    feed = new Feed(ledger);
    grants = new Grants(clock);
    doors = new Doors(grants);
    api = new PageApi(clock, ledger, grants);
    pageToken = newPageToken();
    open();
  }

  /// A post that is live although the answer says otherwise (koala#699).
  public static FakeFault unexpectedError() {
    return new FakeFault.StoreAnd(
        500,
        Map.of("Content-Type", "application/json"),
        GraphJson.refusal(
                2, 0, "An unexpected error has occurred. Please retry your request later.")
            .body());
  }

  @Override
  public String name() {
    return "Facebook";
  }

  @Override
  public List<FakePost> posts() {
    return ledger.entries().stream().map(Ledger.Entry::asPost).toList();
  }

  @Override
  public String toml() {
    return "type = \"facebook\"\npage = \"%s\"\napp = \"%s\"\napi = \"%s\"\n"
        .formatted(PageApi.PAGE, Grants.APP, address());
  }

  @Override
  public Map<String, String> credentials() {
    var stored = GraphJson.JSON.createObjectNode().put("host", address().getAuthority());
    stored.put("token", pageToken).put("secret", grants.secret()).put("app", Grants.APP);
    return Map.of("token", stored.toString());
  }

  /// The Page's number.
  public String page() {
    return PageApi.PAGE;
  }

  public String appSecret() {
    return grants.secret();
  }

  /// A token of the Page.
  public String pageToken() {
    return pageToken;
  }

  /// Another token of the Page, good for what the person allows by now.
  public String newPageToken() {
    return grants.pageToken(PageApi.PAGE, grants.find(grants.longToken()).orElseThrow());
  }

  /// What the Graph API Explorer gives: ends soon.
  public String shortToken() {
    return grants.shortToken();
  }

  public String systemUserToken() {
    return grants.systemUserToken();
  }

  /// How long a post is missing in the list of posts.
  public void lag(Duration time) {
    api.lag(time);
  }

  /// What the usage headers say from now on; at 100 nothing is answered any more.
  ///
  /// @param minutes until calls are possible again, if that is told; 0: it is not
  public void usage(int percent, int minutes) {
    usage = percent;
    regain = minutes;
  }

  /// Whether the same words and link again are refused.
  public void refuseDuplicates(boolean refuse) {
    feed.refuseDuplicates(refuse);
  }

  /// Whether the pages behind links can't be read.
  public void unreadableLinks(boolean unreadable) {
    feed.unreadableLinks(unreadable);
  }

  /// Whether links are shown as the addresses that they lead on to.
  public void follows(boolean follow) {
    api.follows(follow);
  }

  /// Whether the list of posts has no field for what a link became.
  public void namesNoAttachments(boolean missing) {
    api.namesNoAttachments(missing);
  }

  /// Whether requests without `appsecret_proof` are refused.
  public void requireProof(boolean require) {
    proofRequired = require;
  }

  /// What the person allows from now on.
  public void allow(Set<String> scopes) {
    grants.allow(scopes);
  }

  /// Whether the person may create content on the Page.
  public void mayPost(boolean may) {
    api.mayPost(may);
  }

  /// The addresses in the app's settings.
  public void redirects(Set<String> allowed) {
    doors.redirects(allowed);
  }

  /// Whether Meta says nothing of tokens.
  public void silentOnTokens(boolean silent) {
    doors.silentOnTokens(silent);
  }

  /// From now on no token is good.
  ///
  /// @param subcode why: 460 the password was changed, 463 expired
  public void revokeTokens(int subcode) {
    grants.revoke(subcode);
  }

  /// Pictures that no post shows are gone.
  public void forgetPhotos() {
    ledger.forgetPhotos();
  }

  /// How many pictures were brought.
  public int photos() {
    return ledger.photos();
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    var parts = call.path().split("/", 3);
    if (call.path().equals("/")) {
      call.html(200, Timeline.page(PageApi.NAME, ledger.entries()));
    } else if (call.path().startsWith("/files/")) {
      file(call, call.path().substring("/files/".length()));
    } else if (!parts[1].matches("v2[0-6]\\.0")) {
      refuse(call, 2500, 0, "Unknown path components: " + call.path());
    } else {
      versioned(call, parts.length > 2 ? parts[2] : "");
    }
  }

  private void versioned(FakeCall call, String path) throws IOException {
    switch (call.exchange().getRequestMethod() + " " + path) {
      case "GET dialog/oauth" -> doors.dialog(call);
      case "GET oauth/access_token", "POST oauth/access_token" -> doors.exchange(call);
      default -> authorized(call, path);
    }
  }

  private void authorized(FakeCall call, String path) throws IOException {
    var fields = fields(call);
    var token =
        call.field("Authorization").startsWith("Bearer ")
            ? call.field("Authorization").substring("Bearer ".length())
            : fields.getOrDefault("access_token", "");
    if (!doors.proven(fields, token, proofRequired)) {
      refuse(call, 100, 0, "Invalid appsecret_proof provided in the API argument");
      return;
    }
    if (path.isEmpty()) {
      doors.batch(call, token);
      return;
    }
    var grant = grants.find(token);
    var trouble = grant.map(grants::trouble).orElse(467);
    if (trouble != 0) {
      refuse(call, 190, trouble, "Error validating access token");
    } else if (metered(call)) {
      if (call.exchange().getRequestMethod().equals("POST") && path.equals(page() + "/feed")) {
        publish(call, grant.orElseThrow());
      } else {
        api.answer(call, path, grant.orElseThrow());
      }
    }
  }

  /// Fields of the query and of the body, if it is a form of any kind.
  private static Map<String, String> fields(FakeCall call) {
    var fields = new HashMap<>(call.query());
    if (call.field("Content-Type").startsWith("multipart/")) {
      FakeForm.parts(call.field("Content-Type"), call.body())
          .forEach((name, part) -> fields.put(name, part.text()));
    } else {
      fields.putAll(call.form());
    }
    return fields;
  }

  /// Graph API, "Rate Limits": what the headers say, and what happens at the end.
  private boolean metered(FakeCall call) throws IOException {
    if (usage > 0) {
      call.exchange()
          .getResponseHeaders()
          .set(
              "X-Business-Use-Case-Usage",
              ("{\"%s\":[{\"type\":\"pages\",\"call_count\":%d,\"total_cputime\":1,\"total_time\":1,"
                      + "\"estimated_time_to_regain_access\":%d}]}")
                  .formatted(PageApi.PAGE, usage, regain));
    }
    if (usage >= 100) {
      refuse(call, 80001, 0, "There have been too many calls to this Page account.");
    }
    return usage < 100;
  }

  private void publish(FakeCall call, Grants.Grant grant) throws IOException {
    if (!grant.holder().equals(PageApi.PAGE)) {
      refuse(call, 200, 0, "Posting needs the Page's own token");
    } else if (!grant.allows("pages_manage_posts")) {
      refuse(call, 200, 0, "pages_manage_posts is missing");
    } else {
      post(call, () -> answer(feed.post(call.form()), call.query()));
    }
  }

  private static Answer answer(Feed.Result result, Map<String, String> query) {
    return switch (result) {
      case Feed.Result.Refused(var refusal) -> Answer.json(refusal.status(), refusal.body());
      case Feed.Result.Stored(var entry) -> {
        var json = GraphJson.JSON.createObjectNode().put("id", entry.id());
        if (query.getOrDefault("fields", "").contains("permalink_url")) {
          json.put("permalink_url", GraphJson.permalink(entry.id()));
        }
        yield Answer.json(200, json.toString());
      }
    };
  }

  private void file(FakeCall call, String id) throws IOException {
    var photo = ledger.photo(id);
    if (photo.isEmpty()) {
      refuse(call, 100, 33, "Object does not exist");
    } else {
      call.send(200, photo.get().type(), photo.get().bytes());
    }
  }

  private static void refuse(FakeCall call, int code, int subcode, String message)
      throws IOException {
    Doors.refuse(call, GraphJson.refusal(code, subcode, message));
  }
}
