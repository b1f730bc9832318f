// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tidings.demo.FakeNetwork;
import org.tidings.http.Egress;

/// A test from the queue down to the wire: a queue, and a network of its own on a real port.
abstract class WithNetwork<N extends FakeNetwork> extends WithQueue {
  final Egress egress = Egress.open("1.0");
  N server;

  /// Starts the network, on the queue's clock.
  abstract N start() throws IOException;

  @BeforeEach
  final void openNetwork() throws IOException {
    server = start();
  }

  @AfterEach
  final void closeNetwork() {
    server.close();
    egress.close();
  }
}
