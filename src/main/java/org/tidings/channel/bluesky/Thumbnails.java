// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.util.Optional;
import java.util.Set;
import org.tidings.channel.Outcome;
import org.tidings.http.Http;
import org.tidings.http.Request;
import org.tidings.image.FetchedPicture;
import org.tidings.image.PictureLimits;
import org.tidings.image.Pictures;
import org.tidings.post.Post;
import tools.jackson.databind.JsonNode;

/// The picture of a link card. Nobody fetches it for us there, so it is uploaded before the post; a
/// blob that no record names is forgotten, so uploading it twice harms nobody.
final class Thumbnails {
  /// app.bsky.embed.external: `thumb` has a `maxSize` of 1,000,000 bytes. Pixels are our own cap: a
  /// card is shown small, and a large picture costs memory.
  private static final PictureLimits LIMITS =
      new PictureLimits(1_000_000, 4_000_000, Set.of("image/jpeg", "image/png"));

  private final Account account;
  private final Http http;

  Thumbnails(Account account, Http http) {
    this.account = account;
    this.http = http;
  }

  /// What came of it.
  sealed interface Upload {
    /// The blob as the server describes it; absent where the card goes out without a picture.
    record Done(Optional<JsonNode> blob) implements Upload {}

    /// The account can't be used now.
    record NotNow(Outcome.NotPosted why) implements Upload {}
  }

  Upload upload(Optional<Post.Picture> picture) {
    return picture
                .map(it -> Pictures.fetch(http, it.url(), LIMITS))
                .orElseGet(() -> new FetchedPicture.NoPicture("none named"))
            instanceof FetchedPicture.Fitted fitted
        ? upload(fitted)
        : new Upload.Done(Optional.empty());
  }

  private Upload upload(FetchedPicture.Fitted picture) {
    var body = Optional.of(new Request.Body(picture.mimeType(), picture.bytes()));
    var name = "com.atproto.repo.uploadBlob";
    var call =
        account.call(
            session ->
                account
                    .xrpc()
                    .procedure(session.home().server(), name, body, Optional.of(session.access())));
    return switch (call) {
      case Call.Done(var answer) ->
          new Upload.Done(Optional.of(answer.path("blob")).filter(JsonNode::isObject));
      // This picture is not wanted; the post is.
      case Call.Refused refused when refused.beforePosting() instanceof Outcome.Rejected ->
          new Upload.Done(Optional.empty());
      case Call.Failed failed -> new Upload.NotNow(failed.beforePosting());
    };
  }
}
