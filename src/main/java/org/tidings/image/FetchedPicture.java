// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

/// What came of fetching a picture.
public sealed interface FetchedPicture {
  /// A picture within the platform's limits.
  ///
  /// @param mimeType what the bytes are, whatever the server called them
  record Fitted(byte[] bytes, String mimeType, int width, int height) implements FetchedPicture {
    @Override
    public String toString() {
      return mimeType + " " + width + "x" + height + " (" + bytes.length + " bytes)";
    }
  }

  /// There is none to be had; the post goes without.
  ///
  /// @param reason for the log and the history
  record NoPicture(String reason) implements FetchedPicture {}
}
