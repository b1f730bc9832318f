// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.secret.SecretRef;

/// One table of the configuration file, read key by key. Every mistake is noted with its place and
/// its remedy, and reading goes on with a harmless value, so that the owner sees all mistakes at
/// once. A key that nobody asks for is a mistake too.
public interface Section {
  /// The value of `id`, or a stand-in if the section has none.
  String id();

  /// Text, not blank.
  Optional<String> text(String key);

  /// Text that must be there.
  String requiredText(String key);

  /// One of `allowed`, else a mistake that names them.
  String choice(String key, String fallback, List<String> allowed);

  boolean flag(String key, boolean fallback);

  /// A whole number in `min … max`.
  long number(String key, long fallback, long min, long max);

  /// `30s`, `5m`, `2h`, `3d`, in `min … max`.
  Duration duration(String key, Duration fallback, Duration min, Duration max);

  /// An absolute http or https address with a host.
  Optional<URI> address(String key);

  URI requiredAddress(String key);

  /// A path; relative ones are resolved against the configuration file's folder.
  Optional<Path> path(String key);

  List<String> texts(String key);

  /// An amount of money, such as `"5 USD"` or `"0.015 USD"`.
  Optional<Money> money(String key);

  /// A table within this one, `key = { … }`, read in the same way; unknown keys in it are mistakes.
  Optional<Section> table(String key);

  /// `{ credential = … }`, `{ file = … }`, `{ env = … }`, or nothing, which means what `connect`
  /// stored. A secret written out in the file is a mistake.
  SecretRef secret(String key);

  /// A table of secrets, each as [#secret] reads it.
  Map<String, SecretRef> secrets(String key);

  /// Notes a mistake at `key` that the typed readers can't see.
  ///
  /// @param problem what is wrong and what to write instead
  void problem(String key, String problem);
}
