// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.util.Set;

/// What a platform takes.
///
/// @param maxBytes of the file, at least 10,000
/// @param maxPixels width times height, at least 10,000
/// @param mimeTypes as in `image/png`; image/jpeg must be among them, since that is what we make
///     of pictures that don't fit
public record PictureLimits(int maxBytes, long maxPixels, Set<String> mimeTypes) {
  public PictureLimits {
    mimeTypes = Set.copyOf(mimeTypes);
    if (maxBytes < 10_000 || maxPixels < 10_000) {
      throw new IllegalArgumentException("no picture fits " + maxBytes + " and " + maxPixels);
    }
    if (!mimeTypes.contains("image/jpeg")) {
      throw new IllegalArgumentException("image/jpeg is missing in " + mimeTypes);
    }
  }
}
