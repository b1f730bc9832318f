// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.tidings.http.Reply;
import org.tidings.image.FetchedPicture;
import org.tidings.image.PictureLimits;
import org.tidings.image.Pictures;
import org.tidings.post.Post;
import org.tidings.text.Json;
import org.tidings.text.Words;
import tools.jackson.databind.json.JsonMapper;

/// The article's picture (docs.x.com, "Media"). One that makes trouble is left out.
record Media(Api api) {
  /// docs.x.com, "Media best practices": 5 MB, JPG, PNG, GIF, WEBP. The pixels are our own bound.
  private static final PictureLimits LIMITS =
      new PictureLimits(5_000_000, 16_000_000, Set.of("image/jpeg", "image/png", "image/gif"));

  /// Uploads it; its id, or empty if the post goes without.
  Optional<String> upload(Post.Picture picture) {
    return Pictures.fetch(api.context().http(), picture.url(), LIMITS)
            instanceof FetchedPicture.Fitted file
        ? upload(file).map(it -> described(it, picture.alt()))
        : Optional.empty();
  }

  private Optional<String> upload(FetchedPicture.Fitted file) {
    var json = JsonMapper.shared().createObjectNode();
    json.put("media", Base64.getEncoder().encodeToString(file.bytes()));
    json.put("media_category", "tweet_image");
    return api.post(api.settings().upload(), json.toString())
                instanceof Api.Said.Replied(Reply.Answer answer, _)
            && answer.ok()
        ? Json.object(answer.text())
            .flatMap(it -> Problem.text(it.path("data"), "id"))
            .filter(it -> it.matches("\\d{1,19}"))
        : Optional.empty();
  }

  private String described(String id, String alt) {
    if (!alt.isEmpty()) {
      var json = JsonMapper.shared().createObjectNode().put("id", id);
      json.putObject("metadata")
          .putObject("alt_text")
          .put("text", Words.cut(alt, api.settings().altText()));
      api.post("/2/media/metadata", json.toString());
    }
    return id;
  }
}
