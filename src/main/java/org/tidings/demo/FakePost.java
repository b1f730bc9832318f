// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// One post in the ledger of a fake network, as its readers would see it.
///
/// @param text as the platform shows it, its own markup read
/// @param link the article's address, in the text or on the card
/// @param card what the post says of the page behind the link, if that is the sender's to say
/// @param picture a picture that was uploaded with it
public record FakePost(
    String id,
    Instant at,
    String text,
    Optional<URI> link,
    Optional<Card> card,
    Optional<Picture> picture) {
  /// A link card.
  public record Card(String title, String description) {}

  /// A picture.
  ///
  /// @param path where the fake network shows it, such as `/files/1`
  /// @param alt empty if nobody said what it shows
  public record Picture(String path, String alt) {}
}
