// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.nio.file.Path;

/// Where a secret is to be found. The configuration holds these, never secrets themselves.
public sealed interface SecretRef {
  /// `{ credential = "NAME" }`: a systemd credential, `$CREDENTIALS_DIRECTORY/NAME`
  /// (systemd.exec(5), LoadCredential=).
  record Credential(String name) implements SecretRef {}

  /// `{ file = "…" }`: a file that nobody but its owner may read.
  record File(Path path) implements SecretRef {}

  /// `{ env = "…" }`: an environment variable.
  record Env(String name) implements SecretRef {}

  /// No reference in the configuration: what `tidings connect` put into the vault.
  record Stored() implements SecretRef {}
}
