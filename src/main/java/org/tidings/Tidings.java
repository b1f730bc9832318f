// SPDX-License-Identifier: Apache-2.0
package org.tidings;

import org.tidings.cli.Cli;

/// Starts the command line.
public final class Tidings {
  private Tidings() {}

  public static void main(String... args) {
    System.exit(Cli.run(args));
  }
}
