// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The server's end of one connection, for playing an answer byte by byte.
public final class StubWire {
  private final Socket socket;
  private final CountDownLatch closed;
  private final Optional<StubRequest> request;

  StubWire(Socket socket, CountDownLatch closed) {
    this(socket, closed, Optional.empty());
  }

  private StubWire(Socket socket, CountDownLatch closed, Optional<StubRequest> request) {
    this.socket = socket;
    this.closed = closed;
    this.request = request;
  }

  StubWire answering(StubRequest request) {
    return new StubWire(socket, closed, Optional.of(request));
  }

  /// What is being answered; empty in raw mode.
  public Optional<StubRequest> request() {
    return request;
  }

  /// Writes text as ISO 8859-1, the charset of HTTP's head.
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Waits, but no longer than the server lives.
  ///
  /// @return whether the server still lives
  public boolean pause(Duration time) throws IOException {
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cut = new InterruptedIOException("the stub server was interrupted");
      cut.initCause(e);
      throw cut;
    }
  }

  /// Closes so that the client sees a reset (RST), not an end.
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
