// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.regex.Pattern;

/// The grammar of the owner's names: safe in a log line, a file name and a shell without quoting.
final class Ids {
  static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private Ids() {}

  static void check(String what, String value) {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(what + " id is not " + GRAMMAR + ": " + value);
    }
  }
}
