// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.net.URI;
import java.time.Duration;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;

/// Fetches pictures and makes them fit.
public final class Pictures {
  /// Bytes that we read of a picture: cameras' JPEGs are up to 15 MB.
  private static final int LARGEST_FILE = 16 << 20;

  private static final Request.Limits LIMITS =
      new Request.Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), LARGEST_FILE, 5);

  private Pictures() {}

  /// Fetches a picture and makes it fit. What fits already comes back byte for byte; the rest is
  /// made a JPEG, upright, scaled down and on white, without metadata.
  public static FetchedPicture fetch(Http http, URI uri, PictureLimits limits) {
    var request = Request.get(uri).header("Accept", accept(limits)).with(LIMITS);
    return switch (http.send(request)) {
      case Reply.Answer answer when answer.ok() -> PictureFitter.fit(answer.body(), limits);
      case Reply.Answer answer ->
          new FetchedPicture.NoPicture("the server answered " + answer.status());
      case Reply.NotSent(_, var why) -> new FetchedPicture.NoPicture(why);
      case Reply.NoAnswer(var why) -> new FetchedPicture.NoPicture(why);
    };
  }

  /// First what we can read, then what the platform takes as it is: image servers choose by it.
  private static String accept(PictureLimits limits) {
    return limits.mimeTypes().contains("image/webp")
        ? "image/jpeg, image/png, image/gif, image/webp;q=0.8, image/*;q=0.1"
        : "image/jpeg, image/png, image/gif, image/*;q=0.1";
  }
}
