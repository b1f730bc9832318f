// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The operating system's resolver, on a few threads of its own: its calls can't be interrupted and
/// would hold the carriers of our virtual threads, of which a small machine has one or two.
final class SystemNames implements Names, AutoCloseable {
  /// Enough that a dozen names whose servers never answer leave room for the others.
  private static final int THREADS = 16;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("names-", 1).factory());

  SystemNames() {
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public List<InetAddress> lookUp(String name) throws UnknownHostException {
    var answer = threads.submit(() -> List.of(InetAddress.getAllByName(name)));
    try {
      return answer.get();
    } catch (ExecutionException _) {
      // The cause says no more than its type does: the name, which the caller knows.
      throw new UnknownHostException(name);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
