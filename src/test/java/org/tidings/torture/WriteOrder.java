// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what strace saw of the daemon (`-f -y`), and finds each request to publish whose first
/// byte left before its intent was on the disk: the log of the database must have been written
/// since the request before, and synced after its last write; then the watermark must have been
/// written, whose file syncs by itself.
final class WriteOrder {
  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((\\d+)<([^>]*)>(.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");

  private final String request;
  private final Map<String, Call> unfinished = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private boolean written;
  private boolean synced;
  private boolean marked;
  private int requests;

  /// A system call on a file or a connection.
  private record Call(String name, String on, String rest) {}

  /// What was found.
  ///
  /// @param requests how many requests to publish there were
  record Verdict(int requests, List<String> mistakes) {}

  private WriteOrder(String request) {
    this.request = request;
  }

  /// Reads a log.
  ///
  /// @param request how a request to publish begins, such as `POST /api`
  static Verdict of(List<String> log, String request) {
    var order = new WriteOrder(request);
    log.forEach(order::read);
    return new Verdict(order.requests, List.copyOf(order.mistakes));
  }

  private void read(String text) {
    var line = LINE.matcher(text);
    if (!line.matches()) {
      return;
    }
    var thread = line.group(1);
    var resumed = RESUMED.matcher(line.group(2));
    if (resumed.matches()) {
      Optional.ofNullable(unfinished.remove(thread)).ifPresent(it -> ended(it, resumed.group(2)));
      return;
    }
    var call = CALL.matcher(line.group(2));
    if (!call.matches()) {
      return;
    }
    var begun = new Call(call.group(1), call.group(3), call.group(4));
    begins(begun);
    if (begun.rest().endsWith("<unfinished ...>")) {
      unfinished.put(thread, begun);
    } else {
      ended(begun, begun.rest());
    }
  }

  /// A write counts from its beginning, a sync from its end.
  private void begins(Call call) {
    if (call.name().startsWith("pwrite") && call.on().endsWith("-wal")) {
      written = true;
      synced = false;
      marked = false;
    } else if (call.rest().contains("\"" + request)) {
      sends();
    }
  }

  private void sends() {
    requests++;
    if (!written) {
      mistakes.add("request " + requests + ": no intent was written before it");
    } else if (!synced) {
      mistakes.add("request " + requests + ": its intent was not synced before it");
    } else if (!marked) {
      mistakes.add("request " + requests + ": the watermark was not raised before it");
    }
    written = false;
    marked = false;
  }

  private void ended(Call call, String rest) {
    if (call.name().equals("fsync") && call.on().endsWith("-wal") && rest.endsWith("= 0")) {
      synced = true;
    } else if (call.on().endsWith("/watermark") && rest.matches(".*= \\d+")) {
      marked = synced;
    }
  }
}
