// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.nio.file.Path;

/// Where one installation keeps its things.
///
/// @param config the configuration file
/// @param state the state folder
public record Places(Path config, Path state) {
  public Places {
    config = config.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
  }
}
