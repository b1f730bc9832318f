// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.time.Instant;
import java.util.Optional;

/// What is known of an article besides its marks and words.
///
/// @param published as it was stated when the article was new
/// @param news whether it came after the feed's first document, and was to be posted
/// @param settles until when it has to stand before it is posted; absent: it is past that
/// @param withdrawn since when the feed hides it, while it had not settled
/// @param version what its entry said when it was last read; absent for what is never posted
public record Remembered(
    ArticleId id,
    Optional<Instant> published,
    boolean news,
    Optional<Instant> settles,
    Optional<Instant> withdrawn,
    Optional<Version> version) {}
