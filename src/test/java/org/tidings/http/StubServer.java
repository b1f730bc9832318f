// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/// A web server on a loopback port for tests: routes with scripted answers or handlers, a record of
/// every request, and [Misbehaviour] of every kind. Speaks HTTP/1.1 by hand, one request a
/// connection, so that what it saw is exactly what was sent.
///
/// ```java
/// try (var server = StubServer.start()) {
///   server.on("GET", "/feed", StubAnswer.ok("application/rss+xml", rss));
///   server.on("POST", "/api/*", StubAnswer.status(500), StubAnswer.json(200, "{}"));
///   …
///   assertThat(server.requests("/feed")).hasSize(1);
/// }
/// ```
public final class StubServer implements AutoCloseable {
  private final ServerSocket listener;
  private final String scheme;
  private final Map<String, Script> routes = new ConcurrentHashMap<>();
  private final List<StubRequest> requests = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Raw> raw = Optional.empty();

  /// What to do with a connection of which nothing was read yet.
  @FunctionalInterface
  public interface Raw {
    void play(Socket socket, StubWire wire) throws IOException;
  }

  /// Chooses the answer to one request.
  @FunctionalInterface
  public interface Handler {
    Behaviour answer(StubRequest request);
  }

  /// Plays one answer, well-behaved ([StubAnswer]) or not ([Misbehaviour]).
  @FunctionalInterface
  public interface Behaviour {
    void play(StubWire wire) throws IOException;
  }

  private StubServer(ServerSocket listener, String scheme) {
    this.listener = listener;
    this.scheme = scheme;
    Thread.ofVirtual().name("stub-server").start(this::accept);
  }

  public static StubServer start() {
    return start(ServerSocketFactory.getDefault(), "http");
  }

  /// The same behind TLS.
  public static StubServer start(SSLContext tls) {
    return start(tls.getServerSocketFactory(), "https");
  }

  private static StubServer start(ServerSocketFactory factory, String scheme) {
    try {
      var listener = factory.createServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 256);
      return new StubServer(listener, scheme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The address of a path here, query included if it has one.
  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Answers in that order, the last one for ever after. Replaces what the route did before.
  ///
  /// @param path exact, or with `*` at its end for everything that starts so; the longest wins
  public StubServer on(String method, String path, Behaviour... answers) {
    routes.put(method + " " + path, new Script(inOrder(answers)));
    return this;
  }

  /// The same with an answer that depends on the request.
  public StubServer handle(String method, String path, Handler handler) {
    routes.put(method + " " + path, new Script(handler));
    return this;
  }

  /// From now on nothing is read or recorded; each connection is handed over as it comes.
  public StubServer raw(Raw play) {
    raw = Optional.of(play);
    return this;
  }

  /// Every whole request so far, oldest first.
  public List<StubRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// Those to one path, whatever the method and query.
  public List<StubRequest> requests(String path) {
    return requests().stream().filter(it -> it.path().equals(path)).toList();
  }

  /// How many connections were accepted.
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    closed.countDown();
    shut(listener);
    open.forEach(StubServer::shut);
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        var socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (closed.getCount() > 0) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var wire = new StubWire(socket, closed);
      if (raw.isPresent()) {
        raw.get().play(socket, wire);
        return;
      }
      var request = StubRequest.read(socket.getInputStream());
      if (request.isPresent()) {
        answer(request.get(), wire);
      }
    } catch (IOException _) {
      // The client went away, which is what many tests are about; they look at the client's end.
    } finally {
      open.remove(socket);
    }
  }

  private void answer(StubRequest request, StubWire wire) throws IOException {
    synchronized (requests) {
      requests.add(request);
    }
    var behaviour = route(request).map(script -> script.next(request));
    behaviour.orElseGet(() -> StubAnswer.status(404)).play(wire.answering(request));
  }

  private Optional<Script> route(StubRequest request) {
    var wanted = request.method() + " " + request.path();
    return Optional.ofNullable(routes.get(wanted))
        .or(
            () ->
                routes.entrySet().stream()
                    .filter(it -> matches(it.getKey(), wanted))
                    .max(Map.Entry.comparingByKey((a, b) -> a.length() - b.length()))
                    .map(Map.Entry::getValue));
  }

  private static boolean matches(String route, String wanted) {
    return route.endsWith("*") && wanted.startsWith(route.substring(0, route.length() - 1));
  }

  private static void shut(AutoCloseable it) {
    try {
      it.close();
    } catch (Exception e) {
      throw new IllegalStateException("the stub server could not close", e);
    }
  }

  private static Handler inOrder(Behaviour... answers) {
    if (answers.length == 0) {
      throw new IllegalArgumentException("a route needs an answer");
    }
    Deque<Behaviour> left = new ArrayDeque<>(Arrays.asList(answers));
    return _ -> left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  /// The answers of one route.
  private static final class Script {
    private final Handler handler;

    Script(Handler handler) {
      this.handler = handler;
    }

    synchronized Behaviour next(StubRequest request) {
      return handler.answer(request);
    }
  }
}
