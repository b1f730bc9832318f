// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// Takes posts, and refuses what the Page feed's reference refuses.
final class Feed {
  static final int LONGEST = 63_206;

  private static final Set<String> FIELDS =
      Set.of("message", "link", "published", "attached_media[0]", "appsecret_proof");

  private final Ledger ledger;
  private volatile boolean refuseDuplicates;
  private volatile boolean unreadableLinks;

  Feed(Ledger ledger) {
    this.ledger = ledger;
  }

  void refuseDuplicates(boolean refuse) {
    refuseDuplicates = refuse;
  }

  void unreadableLinks(boolean unreadable) {
    unreadableLinks = unreadable;
  }

  /// What came of a request to post.
  sealed interface Result {
    record Stored(Ledger.Entry entry) implements Result {}

    record Refused(GraphJson.Refusal refusal) implements Result {}
  }

  Result post(Map<String, String> form) {
    var message = form.getOrDefault("message", "");
    var link = Optional.ofNullable(form.get("link"));
    var media = Optional.ofNullable(form.get("attached_media[0]"));
    var photo = media.flatMap(Feed::photoId).flatMap(ledger::photo);
    var trouble = trouble(form, message, link, media.isPresent(), photo.isPresent());
    if (trouble.isPresent()) {
      return new Result.Refused(trouble.get());
    }
    return new Result.Stored(ledger.add(message, link.map(URI::create), photo));
  }

  private Optional<GraphJson.Refusal> trouble(
      Map<String, String> form,
      String message,
      Optional<String> link,
      boolean wantsPhoto,
      boolean hasPhoto) {
    var unknown = form.keySet().stream().filter(it -> !FIELDS.contains(it)).findFirst();
    if (unknown.isPresent()) {
      return refusal(100, 0, "Param " + unknown.get() + " is unknown");
    }
    if (message.length() > LONGEST) {
      return refusal(100, 0, "Param message is too long");
    }
    if (message.isBlank() && link.isEmpty() && !wantsPhoto) {
      return refusal(100, 0, "The post is empty. Please enter a message to share.");
    }
    if (wantsPhoto && (!hasPhoto || link.isPresent())) {
      return refusal(100, 0, "Invalid parameter: attached_media");
    }
    return linkTrouble(link)
        .or(
            () ->
                refuseDuplicates && ledger.has(message, link.map(URI::create))
                    ? refusal(506, 1455006, "Duplicate status message")
                    : Optional.empty());
  }

  private Optional<GraphJson.Refusal> linkTrouble(Optional<String> link) {
    if (link.filter(it -> it.contains("facebook.com/")).isPresent()) {
      return refusal(100, 1609008, "You can't link to facebook.com");
    }
    return link.isPresent() && unreadableLinks
        ? refusal(100, 1609005, "The link could not be read")
        : Optional.empty();
  }

  private static Optional<String> photoId(String media) {
    try {
      return Optional.of(GraphJson.JSON.readTree(media).path("media_fbid").asString(""));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<GraphJson.Refusal> refusal(int code, int subcode, String message) {
    return Optional.of(GraphJson.refusal(code, subcode, message));
  }
}
