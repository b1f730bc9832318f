// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an account shows of its own posts, whoever made them.
public sealed interface Timeline {
  /// Its newest posts.
  ///
  /// @param posts newest first
  /// @param more whether there are older ones, too
  record Listed(List<Shown> posts, boolean more) implements Timeline {
    public Listed {
      posts = List.copyOf(posts);
    }
  }

  /// There is no way to read it.
  record Hidden() implements Timeline {}

  /// It could not be read.
  record Unread(String reason) implements Timeline {}

  /// A post.
  ///
  /// @param links where it leads: in its text and in its card
  /// @param text what people read
  record Shown(Receipt receipt, Optional<Instant> at, List<URI> links, String text) {
    public Shown {
      links = List.copyOf(links);
    }
  }
}
