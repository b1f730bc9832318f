// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What a piece of work costs this thread: unlike the time it takes, other work on the same machine
/// does not change it.
public final class ProcessorTime {
  private ProcessorTime() {}

  public static Duration of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
  }
}
