// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

/// One network of the demo.
///
/// @param id the channel's
/// @param more keys for the demo's sake
record DemoNetwork(FakeNetwork fake, String id, String more, Look look) {
  String name() {
    return fake.name();
  }

  /// Its `[[channel]]`.
  String toml() {
    return """
    [[channel]]
    id = "%s"
    %s%sspacing = "0s"
    allow_private = ["127.0.0.1"]
    """
        .formatted(id, fake.toml().strip() + "\n", more);
  }
}
