// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The words and media for one channel. Frozen when it is enqueued: history shows it, previews
/// show the same, and a template that changes later changes nothing here.
///
/// @param text plain text, at most as long as the channel's limits say; may be empty if there is a
///     card
/// @param spans the links and hashtags in `text`, in order, not overlapping
/// @param link the article's address, whether the text shows it or not
/// @param language BCP 47
/// @param shortened whether words had to go to make it fit
public record Post(
    String text,
    List<Span> spans,
    Optional<URI> link,
    Optional<Card> card,
    Optional<Picture> picture,
    Optional<String> language,
    String title,
    boolean shortened) {
  public Post {
    spans = List.copyOf(spans);
  }

  /// The same for a channel that attaches none.
  public Post withoutPicture() {
    return new Post(text, spans, link, card, Optional.empty(), language, title, shortened);
  }

  /// A part of the text that is more than words.
  public sealed interface Span {
    /// Index of its first UTF-16 unit in the text.
    int start();

    /// Index after its last UTF-16 unit.
    int end();

    /// An address; `shown` text may be shorter than the target.
    record Link(int start, int end, URI target) implements Span {}

    /// A hashtag, `#` included in the text, not in `tag`.
    record Hashtag(int start, int end, String tag) implements Span {}
  }

  /// The preview box under a post, for platforms where the sender supplies it.
  public record Card(URI link, String title, String description, Optional<Picture> thumbnail) {}

  /// A picture that is still where the blog keeps it.
  ///
  /// @param alt what it shows; empty if nobody said
  public record Picture(URI url, String alt) {}
}
