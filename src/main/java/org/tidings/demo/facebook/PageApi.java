// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeForm;
import tools.jackson.databind.node.ObjectNode;

/// What can be asked of a person and of a Page.
final class PageApi {
  static final String PAGE = "61550000000001";
  static final String NAME = "Asha's Notebook";

  /// The other Pages, which the person has too.
  private static final Map<String, String> OTHERS =
      Map.of("61550000000002", "Tea Stall", "61550000000003", "Chess Club");

  private static final int LARGEST_PHOTO = 4_000_000;

  private final InstantSource clock;
  private final Ledger ledger;
  private final Grants grants;
  private volatile Duration lag = Duration.ZERO;
  private volatile boolean follows;
  private volatile boolean namesNoAttachments;
  private volatile boolean mayPost = true;

  PageApi(InstantSource clock, Ledger ledger, Grants grants) {
    this.clock = clock;
    this.ledger = ledger;
    this.grants = grants;
  }

  void lag(Duration time) {
    lag = time;
  }

  void follows(boolean follow) {
    follows = follow;
  }

  void namesNoAttachments(boolean missing) {
    namesNoAttachments = missing;
  }

  void mayPost(boolean may) {
    mayPost = may;
  }

  /// Answers all but requests to post.
  void answer(FakeCall call, String path, Grants.Grant grant) throws IOException {
    switch (call.exchange().getRequestMethod() + " " + path) {
      case "GET me" -> me(call, grant);
      case "GET me/accounts" -> accounts(call, grant);
      case "GET " + PAGE -> page(call, grant);
      case "POST " + PAGE + "/photos" -> upload(call, grant);
      case "GET " + PAGE + "/published_posts" -> list(call, grant);
      default -> refuse(call, 100, 33, "Unsupported request. Object does not exist");
    }
  }

  private void me(FakeCall call, Grants.Grant grant) throws IOException {
    var name = grant.person() ? "Asha" : nameOf(grant.holder());
    call.json(200, GraphJson.JSON.createObjectNode().put("id", grant.holder()).put("name", name));
  }

  /// Two to a page, so that reading on is needed.
  private void accounts(FakeCall call, Grants.Grant grant) throws IOException {
    if (!grant.person()) {
      refuse(call, 100, 0, "Tried accessing nonexisting field (accounts) on node type (Page)");
      return;
    }
    var pages = new ArrayList<ObjectNode>();
    if (grant.allows("pages_show_list")) {
      var all = new LinkedHashMap<>(OTHERS);
      all.put(PAGE, NAME);
      all.forEach((id, _) -> pages.add(page(id, grant)));
    }
    var from = after(call.query());
    call.json(
        200,
        GraphJson.list(pages, from, 2, URI.create("http://" + call.field("Host") + call.path())));
  }

  private void page(FakeCall call, Grants.Grant grant) throws IOException {
    call.json(
        200,
        grant.person()
            ? page(PAGE, grant)
            : GraphJson.JSON.createObjectNode().put("id", PAGE).put("name", NAME));
  }

  private ObjectNode page(String id, Grants.Grant by) {
    var json = GraphJson.JSON.createObjectNode().put("id", id).put("name", nameOf(id));
    json.put("access_token", grants.pageToken(id, by));
    var tasks = json.putArray("tasks").add("ANALYZE");
    if (mayPost) {
      tasks.add("CREATE_CONTENT");
    }
    return json;
  }

  private void upload(FakeCall call, Grants.Grant grant) throws IOException {
    var parts = FakeForm.parts(call.field("Content-Type"), call.body());
    var source = Optional.ofNullable(parts.get("source"));
    var type = source.map(FakeForm.Part::type).orElse("");
    var published = Optional.ofNullable(parts.get("published")).map(FakeForm.Part::text);
    if (!grant.allows("pages_manage_posts")) {
      refuse(call, 200, 0, "pages_manage_posts is missing");
    } else if (!Set.of("image/jpeg", "image/png").contains(type)
        || source.orElseThrow().bytes().length > LARGEST_PHOTO) {
      refuse(call, 1, 1366046, "Photos must be less than 4 MB and JPG or PNG");
    } else if (!published.equals(Optional.of("false"))) {
      refuse(call, 100, 0, "here pictures are shown by posts only");
    } else {
      var alt = Optional.ofNullable(parts.get("alt_text_custom")).map(FakeForm.Part::text);
      var photo = ledger.upload(type, alt.orElse(""), source.orElseThrow().bytes());
      call.json(200, GraphJson.JSON.createObjectNode().put("id", photo.id()));
    }
  }

  private void list(FakeCall call, Grants.Grant grant) throws IOException {
    var query = call.query();
    var attachments = query.getOrDefault("fields", "").contains("attachments");
    if (!grant.allows("pages_read_engagement")) {
      refuse(call, 10, 0, "pages_read_engagement is missing");
    } else if (attachments && namesNoAttachments) {
      refuse(call, 100, 0, "Tried accessing nonexisting field (attachments)");
    } else {
      var since = Instant.ofEpochSecond(number(query.getOrDefault("since", "0")));
      var listed = clock.instant().minus(lag);
      var items =
          ledger.entries().reversed().stream()
              .filter(it -> !it.at().isBefore(since) && !it.at().isAfter(listed))
              .map(it -> GraphJson.post(it, attachments, follows))
              .toList();
      var limit = Math.clamp(number(query.getOrDefault("limit", "25")), 1, 100);
      call.json(
          200,
          GraphJson.list(
              items,
              after(query),
              limit,
              URI.create("http://" + call.field("Host") + call.path())));
    }
  }

  private static String nameOf(String page) {
    return OTHERS.getOrDefault(page, NAME);
  }

  private static int after(Map<String, String> query) {
    return (int) number(query.getOrDefault("after", "c0").substring(1));
  }

  private static long number(String digits) {
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
  }

  private static void refuse(FakeCall call, int code, int subcode, String message)
      throws IOException {
    Doors.refuse(call, GraphJson.refusal(code, subcode, message));
  }
}
