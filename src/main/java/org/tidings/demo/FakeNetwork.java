// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A platform on a loopback port: speaks what posting needs of its interface, keeps a ledger of
/// every post, and fails when it is told to. The demo shows them; the tests count their ledgers.
public abstract class FakeNetwork implements AutoCloseable {
  private static final int LARGEST_REQUEST = 20 << 20;

  private final HttpServer server;
  private final Deque<FakeFault> faults = new ArrayDeque<>();
  private final Semaphore answers = new Semaphore(Integer.MAX_VALUE);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Binds a free port; [#open] begins to answer.
  protected FakeNetwork() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  /// Begins to answer; the last line of a subclass's constructor.
  protected final void open() {
    server.createContext("/", this::answer);
    server.start();
  }

  /// The platform's name, as people say it.
  public abstract String name();

  /// Every post, oldest first.
  public abstract List<FakePost> posts();

  /// The keys of its `[[channel]]`, without `id` and without what every demo channel has.
  public abstract String toml();

  /// What `connect` would have stored, by the name that it has in the keyring.
  public abstract Map<String, String> credentials();

  /// Answers one request.
  protected abstract void route(FakeCall call) throws IOException;

  public final URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// What happens to the next requests to post, in order.
  public final void fail(FakeFault... next) {
    synchronized (faults) {
      faults.addAll(List.of(next));
    }
  }

  /// Stores posts, but gives no answer, until it is told to go on.
  public final void holdAnswers(boolean hold) {
    if (hold) {
      answers.drainPermits();
    } else {
      answers.release(Integer.MAX_VALUE - answers.availablePermits());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    holdAnswers(false);
    server.stop(0);
  }

  /// Treats a request to post as the next fault says.
  ///
  /// @param store stores it, and gives the answer
  protected final void post(FakeCall call, Store store) throws IOException {
    switch (nextFault()) {
      case FakeFault.None _ -> {
        var answer = store.run();
        answers.acquireUninterruptibly();
        answers.release();
        answer.send(call);
      }
      case FakeFault.LoseAnswer _ -> store.run();
      case FakeFault.LoseRequest _ -> {
        // Leaving without an answer closes the connection.
      }
      case FakeFault.Delay(var time) -> {
        var answer = store.run();
        if (!closesWithin(time)) {
          answer.send(call);
        }
      }
      case FakeFault.Status(var code, var headers, var body) ->
          new Answer(code, headers, body).send(call);
      case FakeFault.StoreAnd(var code, var headers, var body) -> {
        store.run();
        new Answer(code, headers, body).send(call);
      }
    }
  }

  /// Stores a post, or refuses it.
  @FunctionalInterface
  protected interface Store {
    Answer run() throws IOException;
  }

  /// An answer.
  ///
  /// @param body JSON, or HTML if it begins with `<`
  protected record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    public static Answer json(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    public void send(FakeCall call) throws IOException {
      headers.forEach(call.exchange().getResponseHeaders()::set);
      var type = body.startsWith("<") ? "text/html; charset=utf-8" : "application/json";
      call.send(status, type, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST);
      route(new FakeCall(exchange, body));
    }
  }

  private FakeFault nextFault() {
    synchronized (faults) {
      return Optional.ofNullable(faults.poll()).orElseGet(FakeFault.None::new);
    }
  }

  private boolean closesWithin(Duration time) {
    try {
      return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
