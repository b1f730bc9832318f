// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.mastodon;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.demo.FakePost;

/// One post as [FakeMastodon] keeps it.
///
/// @param links the addresses in the text, in order
/// @param key the Idempotency-Key it came with
/// @param spoiler the words before the fold
public record FakeStatus(
    String id,
    String text,
    List<URI> links,
    Instant at,
    Optional<String> key,
    String visibility,
    Optional<String> language,
    Optional<String> spoiler,
    List<Media> media) {
  public FakeStatus {
    links = List.copyOf(links);
    media = List.copyOf(media);
  }

  FakePost asPost() {
    return new FakePost(
        id,
        at,
        text,
        links.stream().findFirst(),
        Optional.empty(),
        media.stream().findFirst().map(it -> new FakePost.Picture("/files/" + it.id(), it.alt())));
  }

  /// A picture that was uploaded.
  ///
  /// @param alt empty if nobody said what it shows
  public record Media(String id, String type, String alt) {}
}
