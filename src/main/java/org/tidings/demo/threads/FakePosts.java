// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.threads;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidings.demo.FakePost;
import org.tidings.text.Links;

/// One account's containers and posts (Threads API, "Posts" and "Troubleshooting").
final class FakePosts {
  static final String USER = "17841400000000001";
  private static final Duration LIFE = Duration.ofHours(24);
  private static final int CHARACTERS = 500;
  private static final int LINKS = 5;

  /// Stricter than the real one, which passes over what it does not know: so a mistake shows.
  private static final Set<String> FIELDS =
      Set.of(
          "media_type",
          "text",
          "link_attachment",
          "image_url",
          "alt_text",
          "topic_tag",
          "reply_control",
          "access_token");

  private final InstantSource clock;
  private final Map<String, Container> containers = new HashMap<>();
  private final List<Shown> posts = new ArrayList<>();
  private long ids = 17_900_000_000_000_000L;
  private int looks;
  private int lag;
  private String broken = "";
  private int quota = 250;
  private boolean hidden;
  private boolean turned;

  FakePosts(InstantSource clock) {
    this.clock = clock;
  }

  /// A post, with what the platform knows of it.
  record Shown(FakePost post, Map<String, String> fields) {}

  private static final class Container {
    private final Map<String, String> fields;
    private final Instant made;
    private final String broken;
    private int looks;
    private int lag;
    private boolean published;

    Container(Map<String, String> fields, Instant made, FakePosts account) {
      this.fields = Map.copyOf(fields);
      this.made = made;
      this.broken = account.broken;
      this.looks = account.looks;
      this.lag = account.lag;
    }
  }

  /// @param times so often a new container is said to be in progress
  synchronized void slow(int times) {
    looks = times;
  }

  /// @param times so often a new container is not found when it is to be published
  synchronized void lag(int times) {
    lag = times;
  }

  /// @param why what is wrong with new containers; empty: nothing
  synchronized void breaks(String why) {
    broken = why;
  }

  /// @param total posts in 24 hours
  synchronized void quota(int total) {
    quota = total;
  }

  synchronized int quota() {
    return quota;
  }

  /// @param hide whether posts are missing from the list
  synchronized void hide(boolean hide) {
    hidden = hide;
  }

  /// @param turn whether a published container can't be asked for its status any more
  synchronized void turn(boolean turn) {
    turned = turn;
  }

  synchronized List<Shown> shown() {
    return List.copyOf(posts);
  }

  synchronized int containers() {
    return containers.size();
  }

  synchronized String create(Map<String, String> fields) throws FakeRefusal {
    for (var name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        throw FakeRefusal.parameter("Unknown parameter " + name);
      }
    }
    check(fields);
    var id = Long.toString(++ids);
    containers.put(id, new Container(fields, clock.instant(), this));
    return id;
  }

  private static void check(Map<String, String> fields) throws FakeRefusal {
    var text = fields.getOrDefault("text", "");
    var kind = fields.getOrDefault("media_type", "");
    if (text.codePoints().map(it -> it > Character.MAX_VALUE ? 4 : 1).sum() > CHARACTERS) {
      throw FakeRefusal.parameter("Param text must be at most 500 characters long.");
    }
    if (links(fields).distinct().count() > LINKS) {
      throw FakeRefusal.parameter("THREADS_API__LINK_LIMIT_EXCEEDED");
    }
    var image = fields.containsKey("image_url");
    if (!Set.of("TEXT", "IMAGE").contains(kind) || image != kind.equals("IMAGE")) {
      throw FakeRefusal.parameter("Param media_type does not fit the others.");
    }
    if (image
        && (fields.containsKey("link_attachment")
            || !isPublic(fields.getOrDefault("image_url", "")))) {
      throw new FakeRefusal(400, 100, 2207052, "The media could not be fetched from this URI.");
    }
    if (fields.getOrDefault("alt_text", "").codePoints().count() > 1000) {
      throw FakeRefusal.parameter("Param alt_text must be at most 1000 characters long.");
    }
    if (!fields.getOrDefault("topic_tag", "x").matches("[^.&]{1,50}")) {
      throw FakeRefusal.parameter("Param topic_tag is invalid.");
    }
  }

  private static boolean isPublic(String address) {
    return address.startsWith("https://") && !address.contains("/private/");
  }

  private static Stream<String> links(Map<String, String> fields) {
    return Stream.concat(
        Optional.ofNullable(fields.get("link_attachment")).stream(),
        Links.in(fields.getOrDefault("text", "")).stream().map(it -> it.target().toString()));
  }

  /// Makes the one post that a container can become.
  synchronized String publish(String id) throws FakeRefusal {
    var container = Optional.ofNullable(containers.get(id)).orElseThrow(FakeRefusal::unseen);
    if (used() >= quota) {
      throw new FakeRefusal(403, 613, 2207042, "The account reached its limit of posts.");
    }
    if (container.lag > 0) {
      container.lag--;
      throw FakeRefusal.unseen();
    }
    if (!status(container).equals("FINISHED")) {
      throw FakeRefusal.unseen();
    }
    container.published = true;
    var media = Long.toString(++ids);
    posts.add(new Shown(post(media, container.fields), container.fields));
    return media;
  }

  private FakePost post(String id, Map<String, String> fields) {
    return new FakePost(
        id,
        clock.instant(),
        fields.getOrDefault("text", ""),
        links(fields).findFirst().map(URI::create),
        Optional.empty(),
        Optional.ofNullable(fields.get("image_url"))
            .map(it -> new FakePost.Picture(it, fields.getOrDefault("alt_text", ""))));
  }

  /// What it says of a container, once.
  ///
  /// @return the status, and what is wrong if it is `ERROR`
  synchronized Optional<List<String>> look(String id) throws FakeRefusal {
    var container = Optional.ofNullable(containers.get(id));
    if (container.filter(it -> it.published && turned).isPresent()) {
      throw FakeRefusal.parameter("Tried accessing nonexisting field (status) on node type Media");
    }
    var status = container.map(it -> List.of(status(it), it.broken));
    container.filter(it -> it.looks > 0).ifPresent(it -> it.looks--);
    return status;
  }

  private String status(Container container) {
    if (container.published) {
      return "PUBLISHED";
    }
    if (clock.instant().isAfter(container.made.plus(LIFE))) {
      return "EXPIRED";
    }
    if (!container.broken.isEmpty()) {
      return "ERROR";
    }
    return container.looks > 0 ? "IN_PROGRESS" : "FINISHED";
  }

  synchronized Optional<Shown> find(String media) {
    return posts.stream().filter(it -> it.post().id().equals(media)).findFirst();
  }

  /// Newest first.
  synchronized List<Shown> since(Instant from) {
    return posts.reversed().stream()
        .filter(it -> !hidden && !it.post().at().isBefore(from))
        .toList();
  }

  synchronized long used() {
    var day = clock.instant().minus(LIFE);
    return posts.stream().filter(it -> it.post().at().isAfter(day)).count();
  }
}
