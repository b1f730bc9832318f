// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.googlebusiness;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidings.demo.FakePost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The posts on the one listing of [FakeGoogle]. Takes what
/// developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts says, and
/// refuses the rest.
final class GoogleListing {
  static final String ACCOUNT = "108000000000000000001";
  static final String LOCATION = "4400000000000000001";
  static final String PLACE = "accounts/" + ACCOUNT + "/locations/" + LOCATION;

  private static final int LONGEST_SUMMARY = 1500;
  private static final Set<String> FIELDS =
      Set.of("languageCode", "summary", "topicType", "callToAction", "media");

  private final InstantSource clock;
  private final List<Stored> posts = new ArrayList<>();
  private String state = "LIVE";
  private boolean picky;
  private long lastId = 7_000_000_000_000_000_000L;

  GoogleListing(InstantSource clock) {
    this.clock = clock;
  }

  /// A post, and what was sent.
  record Stored(FakePost post, String state, JsonNode request) {}

  /// What came of a request.
  record Answer(int status, ObjectNode json) {}

  synchronized void state(String next) {
    state = next;
  }

  synchronized void picky(boolean refusesPictures) {
    picky = refusesPictures;
  }

  synchronized List<Stored> all() {
    return List.copyOf(posts);
  }

  synchronized Answer create(String body, URI server) {
    var request = json(body);
    if (request.isEmpty()) {
      return refused(GoogleError.of(400, "INVALID_ARGUMENT", "Invalid JSON payload received."));
    }
    var fault = fault(request.get());
    if (fault.isPresent()) {
      return refused(fault.get());
    }
    lastId++;
    var stored = new Stored(post(Long.toString(lastId), request.get()), state, request.get());
    posts.add(stored);
    return new Answer(200, answer(stored, server));
  }

  /// Newest first.
  synchronized Answer list(int pageSize, int from, URI server) {
    var json = JsonMapper.shared().createObjectNode();
    var shown = posts.reversed().stream().skip(from).limit(pageSize).toList();
    if (!shown.isEmpty()) {
      var array = json.putArray("localPosts");
      shown.forEach(it -> array.add(answer(it, server)));
    }
    if (from + shown.size() < posts.size()) {
      json.put("nextPageToken", "after/" + (from + shown.size()) + "=");
    }
    return new Answer(200, json);
  }

  private static Answer refused(ObjectNode error) {
    return new Answer(400, error);
  }

  private Optional<ObjectNode> fault(JsonNode request) {
    for (var name : request.propertyNames()) {
      if (!FIELDS.contains(name)) {
        return Optional.of(
            GoogleError.of(
                400,
                "INVALID_ARGUMENT",
                "Invalid JSON payload received. Unknown name \""
                    + name
                    + "\": Cannot find field."));
      }
    }
    if (!"STANDARD".equals(request.path("topicType").asString(""))) {
      return field("topic_type", "Topic type is required for post creation.");
    }
    var summary = request.path("summary").asString("");
    if (summary.isBlank() || summary.length() > LONGEST_SUMMARY) {
      return field("summary", "The description must have 1 to 1500 characters.");
    }
    var button = request.path("callToAction");
    if (!button.isMissingNode()
        && (!"LEARN_MORE".equals(button.path("actionType").asString(""))
            || !button.path("url").asString("").matches("https?://.+"))) {
      return field("call_to_action.url", "A valid address is required.");
    }
    return picture(request.path("media"));
  }

  private Optional<ObjectNode> picture(JsonNode media) {
    if (media.isMissingNode()) {
      return Optional.empty();
    }
    var one = media.path(0);
    return picky
            || media.size() != 1
            || !"PHOTO".equals(one.path("mediaFormat").asString(""))
            || !one.path("sourceUrl").asString("").matches("https?://.+")
        ? field("media.source_url", "The photo could not be fetched.")
        : Optional.empty();
  }

  private static Optional<ObjectNode> field(String name, String message) {
    return Optional.of(GoogleError.field(name, message));
  }

  private FakePost post(String id, JsonNode request) {
    var button = request.path("callToAction").path("url").asString("");
    var photo = request.path("media").path(0).path("sourceUrl").asString("");
    return new FakePost(
        id,
        clock.instant(),
        request.path("summary").asString(),
        Optional.of(button).filter(it -> !it.isEmpty()).map(URI::create),
        Optional.empty(),
        Optional.of(photo).filter(it -> !it.isEmpty()).map(it -> new FakePost.Picture(it, "")));
  }

  private static ObjectNode answer(Stored stored, URI server) {
    var json = JsonMapper.shared().createObjectNode();
    json.put("name", PLACE + "/localPosts/" + stored.post().id());
    json.setAll((ObjectNode) stored.request());
    json.put("state", stored.state());
    json.put("createTime", stored.post().at().toString());
    json.put("updateTime", stored.post().at().toString());
    return json.put("searchUrl", server.resolve("/local/posts/" + stored.post().id()).toString());
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.ofNullable(JsonMapper.shared().readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
