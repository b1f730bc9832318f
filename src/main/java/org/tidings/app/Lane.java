// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.store.StoreException;

/// A virtual thread that repeats one step: again at once while there was something to do, then only
/// when it is woken. A bug in a step is logged and costs that step only; a broken database ends the
/// lane and is told to `fatal`, since nothing may be sent before it was opened again.
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /// One step of work.
  @FunctionalInterface
  interface Step {
    /// Makes one step.
    ///
    /// @return whether there was something to do
    boolean run();
  }

  private final String name;
  private final Step step;
  private final Consumer<StoreException> fatal;
  private final Semaphore wakes = new Semaphore(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean stopping;

  Lane(String name, Step step, Consumer<StoreException> fatal) {
    this.name = name;
    this.step = step;
    this.fatal = fatal;
    this.thread = Thread.ofVirtual().name("lane-" + name).unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /// Looks for work now. Cheap, and harmless at any time.
  void wake() {
    if (wakes.availablePermits() == 0) {
      wakes.release();
    }
  }

  /// Lets no further step begin; the one that runs goes on.
  void stop() {
    stopping = true;
    wake();
  }

  /// Waits for the running step to end; past `patience` it is interrupted.
  ///
  /// @return whether it ended in time
  boolean await(Duration patience) throws InterruptedException {
    if (ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    thread.interrupt();
    return false;
  }

  private void loop() {
    try {
      while (!stopping) {
        if (!stepped()) {
          wakes.acquire();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("lane {}: interrupted", name);
    } finally {
      ended.countDown();
    }
  }

  /// A step that fails counts as nothing done: the next one waits for the next tick.
  private boolean stepped() {
    try {
      return step.run();
    } catch (StoreException e) {
      stopping = true;
      fatal.accept(e);
      return false;
    } catch (RuntimeException e) {
      LOG.error("{}: a step failed, the next one follows in a moment; please report this", name, e);
      return false;
    }
  }
}
