// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.nio.file.Path;

/// What is remembered beside the database, because the database alone can't know it: that it is an
/// older copy of itself, and what it could not be told any more.
public record Beside(Watermark watermark, RescueFile rescue) {
  /// The files of that folder.
  public static Beside in(Path folder) {
    return new Beside(
        new Watermark(folder.resolve("watermark")), new RescueFile(folder.resolve("rescue")));
  }
}
