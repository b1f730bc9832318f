// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

/// The exit codes of every command, after sysexits.h.
enum ExitCode {
  OK(0),
  /// EX_USAGE: the command line is wrong.
  USAGE(64),
  /// EX_DATAERR: what was read (a feed, a backup) makes no sense.
  DATA(65),
  /// EX_UNAVAILABLE: a server can't be reached, or something needs the owner.
  UNAVAILABLE(69),
  /// EX_SOFTWARE: a bug.
  BUG(70),
  /// EX_CANTCREAT: a file can't be written.
  CANNOT_WRITE(73),
  /// EX_IOERR: reading or writing failed, such as the database's disk.
  IO(74),
  /// EX_TEMPFAIL: another instance runs on the same state.
  BUSY(75),
  /// EX_NOPERM: credentials are missing or refused.
  CREDENTIALS(77),
  /// EX_CONFIG: the configuration is wrong.
  CONFIGURATION(78);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
