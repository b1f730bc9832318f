// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tidings.secret.Secret;

/// An HTTP proxy on a loopback port for tests (RFC 9110 sections 3.7 and 9.3.6). Whatever the name,
/// it connects to this machine, at the port that was asked for.
public final class LocalProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private volatile Optional<Integer> refusal = Optional.empty();
  private volatile Optional<Proxy> login = Optional.empty();
  private volatile String scheme = "Basic realm=\"lab\"";

  private LocalProxy(ServerSocket listener) {
    this.listener = listener;
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  public static LocalProxy start() {
    try {
      var listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return new LocalProxy(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// From now on only that user is served.
  public LocalProxy wants(String user, String password) {
    login = Optional.of(Proxy.of(address(), user, Secret.of(password)));
    return this;
  }

  /// What it says about the logins that it takes (RFC 9110 section 11.7.1).
  public LocalProxy speaks(String scheme) {
    this.scheme = scheme;
    return this;
  }

  /// This proxy with the login that it wants.
  public Proxy known() {
    return login.orElseGet(() -> Proxy.open(address()));
  }

  /// The heads of all requests so far, oldest first.
  public List<String> heads() {
    return List.copyOf(heads);
  }

  /// From now on everybody is refused with that status.
  public LocalProxy refuse(int status) {
    refusal = Optional.of(status);
    return this;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var head = head(client.getInputStream());
      heads.add(head);
      var words = head.split(" ", 3);
      if (refusal.isPresent()) {
        say(client, "HTTP/1.1 " + refusal.get() + " No\r\nContent-Length: 0\r\n\r\n");
      } else if (!head.contains(login.flatMap(Proxy::login).map(LocalProxy::field).orElse(""))) {
        var challenge = "Proxy-Authenticate: " + scheme + "\r\n";
        say(client, "HTTP/1.1 407 Who?\r\n" + challenge + "Content-Length: 0\r\n\r\n");
      } else if (words[0].equals("CONNECT")) {
        tunnel(client, Integer.parseInt(words[1].replaceFirst(".*:", "")));
      } else {
        forward(client, head, URI.create(words[1]));
      }
    } catch (IOException e) {
      return; // one side hung up
    }
  }

  private static String field(Secret login) {
    return "Proxy-Authorization: " + login.reveal() + "\r\n";
  }

  private static void tunnel(Socket client, int port) throws IOException {
    try (var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      say(client, "HTTP/1.1 200 Connected\r\n\r\n");
      var upward = Thread.ofVirtual().start(() -> copy(client, server));
      copy(server, client);
      upward.interrupt();
    }
  }

  private static void forward(Socket client, String head, URI uri) throws IOException {
    try (var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), uri.getPort())) {
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      var onward = head.replaceFirst("(?m)^Proxy-Authorization: .*\r\n", "");
      say(server, onward.replace(uri.toString(), uri.getRawPath() + query));
      copy(server, client);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // one side hung up
    }
  }

  private static void say(Socket to, String words) throws IOException {
    to.getOutputStream().write(words.getBytes(ISO_8859_1));
    to.getOutputStream().flush();
  }

  /// Byte by byte, so that nothing behind it is taken.
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("hung up");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
