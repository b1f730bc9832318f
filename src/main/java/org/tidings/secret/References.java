// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.nio.file.Path;
import java.util.Optional;

/// Looks up secrets where the configuration says that they are: in files, in the environment, with
/// systemd. Nothing is kept, so that a secret that was changed is the changed one at once.
public final class References {
  private final Optional<Path> credentials;

  References(Optional<Path> credentials) {
    this.credentials = credentials;
  }

  /// Those of this process.
  public static References ofProcess() {
    return new References(
        Optional.ofNullable(System.getenv("CREDENTIALS_DIRECTORY")).map(Path::of));
  }

  Optional<Path> credentials() {
    return credentials;
  }

  /// Looks one up.
  ///
  /// @param what it is, for people, such as `the password of feed blog`
  /// @throws SecretException if it is missing, unreadable, or readable by others; the message names
  ///     the place and the remedy, never the value
  public Secret resolve(SecretRef reference, String what) {
    return switch (reference) {
      case SecretRef.File(var path) -> SecretFiles.read(path, what);
      case SecretRef.Env(var variable) ->
          Optional.ofNullable(System.getenv(variable))
              .filter(it -> !it.isBlank())
              .map(it -> Secret.of(it.strip()))
              .orElseThrow(
                  () ->
                      new SecretException(
                          what + ": the environment variable " + variable + " is not set"));
      case SecretRef.Credential(var name) ->
          SecretFiles.readCredential(folder(what).resolve(name), what);
      case SecretRef.Stored _ ->
          throw new SecretException(
              what
                  + ": the configuration does not say where it is; write { file = \"…\" },"
                  + " { env = \"…\" } or { credential = \"…\" }");
    };
  }

  private Path folder(String what) {
    return credentials.orElseThrow(
        () ->
            new SecretException(
                what + ": credentials are passed by systemd only; run it as a service"));
  }
}
