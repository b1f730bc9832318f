// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.tidings.simulation.Simulation.Result;

/// Runs many seeds, on every processor. Each worker has a folder of its own, in memory where there
/// is one: every commit of every run is synced.
final class Crew implements AutoCloseable {
  private final int size = Runtime.getRuntime().availableProcessors();
  private final ExecutorService threads = Executors.newFixedThreadPool(size);

  /// What a crew works at.
  record Task(Kind kind, Bug bug, long from, long seeds) {}

  /// Runs the seeds of a task, in no order, and waits for them.
  ///
  /// @param goesOn is told of each; once it says no, no further seed is begun
  void work(Task task, Predicate<Result> goesOn) throws IOException, InterruptedException {
    var next = new AtomicLong(task.from());
    var parts = new ArrayList<Future<?>>();
    for (var worker = 0; worker < size; worker++) {
      parts.add(
          threads.submit(
              () -> {
                work(task, next, goesOn);
                return null;
              }));
    }
    for (var part : parts) {
      await(part);
    }
  }

  private static void work(Task task, AtomicLong next, Predicate<Result> goesOn)
      throws IOException {
    var end = task.from() + task.seeds();
    var folder = folder();
    try {
      for (var seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
        if (!goesOn.test(Simulation.run(task.kind(), task.bug(), seed, folder))) {
          next.set(end);
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static void await(Future<?> part) throws InterruptedException {
    try {
      part.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  static Path folder() throws IOException {
    var memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "tidings-simulation-")
        : Files.createTempDirectory("tidings-simulation-");
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
