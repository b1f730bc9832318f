// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test with a queue of its own, in a folder of its own.
abstract class WithQueue {
  @TempDir Path folder;
  OutboxFixture queue;

  @BeforeEach
  final void openQueue() {
    queue = new OutboxFixture(folder, 1);
  }

  @AfterEach
  final void closeQueue() {
    queue.close();
  }
}
