// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.net.URI;
import java.util.Optional;
import org.tidings.channel.Payload;
import org.tidings.post.Post;
import org.tidings.text.Json;

/// The content of a request to post
/// (developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts).
final class LocalPost {
  private LocalPost() {}

  /// The same words always make the same bytes.
  ///
  /// @param language for posts that don't say theirs
  /// @param picture Google fetches it from there; the only way that there is
  static Payload of(Post post, Optional<String> language, Optional<Post.Picture> picture) {
    var body = Json.object();
    post.language()
        .flatMap(GoogleSettings::tag)
        .or(() -> language)
        .ifPresent(it -> body.put("languageCode", it));
    body.put("summary", post.text());
    body.put("topicType", "STANDARD");
    var link = post.link().map(URI::toString).orElse("");
    if (!link.isEmpty()) {
      body.putObject("callToAction").put("actionType", "LEARN_MORE").put("url", link);
    }
    picture.ifPresent(
        it ->
            body.putArray("media")
                .addObject()
                .put("mediaFormat", "PHOTO")
                .put("sourceUrl", it.url().toString()));
    return new Payload(body.toString(), link);
  }

  static boolean hasPicture(Payload payload) {
    return Json.object(payload.body()).map(it -> it.has("media")).orElse(false);
  }

  static String words(Payload payload) {
    return Json.object(payload.body()).flatMap(it -> Json.text(it, "summary")).orElse("");
  }
}
