// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.threads;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeNetwork;
import org.tidings.demo.FakePost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Meta's Threads with one account and one app, on a loopback port: containers that are made,
/// waited for and published, tokens that end, and a ledger of every post.
public final class FakeThreads extends FakeNetwork {
  private static final String NAME = "asha.writes";
  private static final String VERSION = "/v1.0/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final FakeTokens tokens;
  private final FakePosts posts;
  private final String token;
  private volatile boolean documentedOnly;
  private final AtomicInteger lostCreations = new AtomicInteger();

  /// Starts on a free port.
  ///
  /// @param clock for the posts' times, and for the ends of tokens and containers
  public FakeThreads(InstantSource clock) throws IOException {
    tokens = new FakeTokens(clock);
    posts = new FakePosts(clock);
    token = tokens.newToken();
    open();
  }

  @Override
  public String name() {
    return "Threads";
  }

  @Override
  public List<FakePost> posts() {
    return posts.shown().stream().map(FakePosts.Shown::post).toList();
  }

  @Override
  public String toml() {
    return "type = \"threads\"\napi = \"" + address() + VERSION + "\"\n";
  }

  @Override
  public Map<String, String> credentials() {
    var stored =
        JsonMapper.shared()
            .createObjectNode()
            .put("host", address().getAuthority())
            .put("access", token);
    return Map.of("token", stored.toString(), "user", FakePosts.USER);
  }

  /// A token of the account, as the app's dashboard gives it.
  public String token() {
    return token;
  }

  /// A token that is younger than [#token].
  public String newToken() {
    return tokens.newToken();
  }

  /// A token of an hour, as a code is traded for.
  public String briefToken() {
    return tokens.briefToken();
  }

  /// The number of the app.
  public String app() {
    return FakeTokens.APP;
  }

  public String appSecret() {
    return FakeTokens.SECRET;
  }

  /// The number of the account.
  public String user() {
    return FakePosts.USER;
  }

  /// The fields that each post was made of, oldest first.
  public List<Map<String, String>> fields() {
    return posts.shown().stream().map(FakePosts.Shown::fields).toList();
  }

  /// How many containers were ever made.
  public int containers() {
    return posts.containers();
  }

  /// So many looks show a new container in progress.
  public void slowContainers(int looks) {
    posts.slow(looks);
  }

  /// So many requests to publish a new container do not find it.
  public void publishLag(int times) {
    posts.lag(times);
  }

  /// New containers never get finished, with that word for it; none: they do.
  public void breakContainers(String why) {
    posts.breaks(why);
  }

  /// So many posts are taken in 24 hours.
  public void quota(int total) {
    posts.quota(total);
  }

  /// Whether posts are missing from the account's list.
  public void hidePosts(boolean hide) {
    posts.hide(hide);
  }

  /// Whether a container that was published is no container any more.
  public void turnContainers(boolean turn) {
    posts.turn(turn);
  }

  /// Whether tokens are traded in no other form than the one that Meta's pages show.
  public void onlyAsDocumented(boolean only) {
    documentedOnly = only;
  }

  /// So many of the next containers are made, and the answer is an error all the same.
  public void loseCreations(int count) {
    lostCreations.set(count);
  }

  /// From now on no token is good that was given before.
  public void revokeTokens() {
    tokens.revokeAll();
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    try {
      answer(call);
    } catch (FakeRefusal refusal) {
      call.json(refusal.status(), refusal.json());
    }
  }

  private void answer(FakeCall call) throws IOException, FakeRefusal {
    switch (call.exchange().getRequestMethod() + " " + call.path()) {
      case "GET /" -> call.html(200, FakeTimeline.page(NAME, posts()));
      case "GET /oauth/authorize" -> {
        call.exchange().getResponseHeaders().set("Location", tokens.authorize(call.query()));
        call.html(302, "<p>Moved</p>");
      }
      case "POST /oauth/access_token" -> call.json(200, tokens.trade(call.form()));
      case "GET /access_token" -> call.json(200, tokens.prolong(call.query()));
      case "POST /access_token" -> {
        refuseIfUndocumented();
        call.json(200, tokens.prolong(call.form()));
      }
      case "GET /refresh_access_token" -> call.json(200, tokens.renew(bearer(call), call.query()));
      default -> {
        if (!call.path().startsWith(VERSION)) {
          throw FakeRefusal.absent(call.path());
        }
        graph(call, call.path().substring(VERSION.length()));
      }
    }
  }

  private void refuseIfUndocumented() throws FakeRefusal {
    if (documentedOnly) {
      throw FakeRefusal.parameter("Unsupported post request.");
    }
  }

  private String bearer(FakeCall call) {
    var header = call.field("Authorization");
    return header.startsWith("Bearer ") && !documentedOnly
        ? header.substring("Bearer ".length())
        : call.query().getOrDefault("access_token", "");
  }

  private void graph(FakeCall call, String path) throws IOException, FakeRefusal {
    var header = call.field("Authorization").replaceFirst("^Bearer ", "");
    if (!tokens.knows(header)) {
      throw FakeRefusal.noToken();
    }
    var own = path.replaceFirst("^(me|" + FakePosts.USER + ")(?=/|$)", "me");
    switch (call.exchange().getRequestMethod() + " " + own) {
      case "GET me" -> call.json(200, object().put("id", FakePosts.USER).put("username", NAME));
      case "POST me/threads" -> create(call);
      case "POST me/threads_publish" -> post(call, () -> published(call));
      case "GET me/threads" -> call.json(200, list(call.query()));
      case "GET me/threads_publishing_limit" -> call.json(200, quota());
      default -> node(call, own);
    }
  }

  private void create(FakeCall call) throws IOException, FakeRefusal {
    var id = posts.create(call.form());
    if (lostCreations.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
      throw new FakeRefusal(500, 2, 0, "An unexpected error has occurred.");
    }
    call.json(200, object().put("id", id));
  }

  private Answer published(FakeCall call) {
    try {
      if (!Set.of("creation_id").equals(call.form().keySet())) {
        throw FakeRefusal.parameter("The parameter creation_id is required.");
      }
      var id = posts.publish(call.form().getOrDefault("creation_id", ""));
      return Answer.json(200, object().put("id", id).toString());
    } catch (FakeRefusal refusal) {
      return Answer.json(refusal.status(), refusal.json().toString());
    }
  }

  private void node(FakeCall call, String id) throws IOException, FakeRefusal {
    var shown = posts.find(id);
    if (shown.isPresent()) {
      call.json(200, post(shown.get()));
      return;
    }
    var state = posts.look(id).orElseThrow(() -> FakeRefusal.absent(id));
    var json = object().put("id", id).put("status", state.getFirst());
    if (state.getFirst().equals("ERROR")) {
      json.put("error_message", state.getLast());
    }
    call.json(200, json);
  }

  private JsonNode list(Map<String, String> query) {
    var since = Instant.ofEpochSecond(Long.parseLong(query.getOrDefault("since", "0")));
    var limit = Integer.parseInt(query.getOrDefault("limit", "25"));
    var from = Integer.parseInt(query.getOrDefault("after", "0"));
    var found = posts.since(since);
    var page = found.stream().skip(from).limit(limit).toList();
    var json = object();
    var data = json.putArray("data");
    page.forEach(it -> data.add(post(it)));
    var paging = json.putObject("paging");
    paging.putObject("cursors").put("after", Integer.toString(from + page.size()));
    if (from + page.size() < found.size()) {
      paging.put("next", address() + "/next?access_token=never-follow-this");
    }
    return json;
  }

  private static ObjectNode post(FakePosts.Shown shown) {
    var post = shown.post();
    var json = object().put("id", post.id()).put("text", post.text());
    json.put("permalink", "https://www.threads.net/@" + NAME + "/post/C" + post.id());
    json.put("timestamp", TIME.format(post.at()));
    var link = shown.fields().getOrDefault("link_attachment", "");
    return link.isEmpty() ? json : json.put("link_attachment_url", link);
  }

  private JsonNode quota() {
    var json = object();
    var row = json.putArray("data").addObject().put("quota_usage", posts.used());
    row.putObject("config").put("quota_total", posts.quota()).put("quota_duration", 86_400);
    return json;
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
