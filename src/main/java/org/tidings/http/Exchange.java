// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/// One request to one server and its ending. The talking is done on a virtual thread of its own
/// while the caller waits, so that a name server, a handshake or a drip of bytes that nothing can
/// interrupt still ends in time.
///
/// The stage is the truth about what was sent: it becomes `SENDING` just before the first byte, and
/// once the caller has made it `ABANDONED` it can't, so that no byte leaves any more.
final class Exchange {
  private static final String KEY = "tidings.exchange";

  private final Line line;
  private final Request request;
  private final Target target;
  private final HttpUriRequestBase message;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
  private final CompletableFuture<Void> turn = new CompletableFuture<>();
  private final CompletableFuture<Void> sending = new CompletableFuture<>();
  private final CompletableFuture<Reply> ending = new CompletableFuture<>();

  private enum Stage {
    /// Waits because enough requests to that server are under way.
    QUEUED,
    CONNECTING,
    SENDING,
    ABANDONED,
  }

  Exchange(Line line, Request request, Target target) {
    this.line = line;
    this.request = request;
    this.target = target;
    this.message = Message.of(request, target);
  }

  static Exchange of(HttpContext context) {
    return (Exchange) context.getAttribute(KEY);
  }

  /// Talks until the answer is whole or the time is up.
  ///
  /// @param end when, in [System#nanoTime]
  Reply run(long end) {
    var worker = Thread.ofVirtual().name("http").start(this::work);
    try {
      return await(end);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return abandoned("interrupted");
    } finally {
      message.cancel();
      worker.interrupt();
    }
  }

  /// Whether TLS hides it from everybody but the server.
  boolean secure() {
    return target.secure();
  }

  /// It is this request's turn to connect.
  void connecting() throws IOException {
    advance(Stage.QUEUED, Stage.CONNECTING);
    turn.complete(null);
  }

  /// The next thing to happen is the first byte of the request.
  void sending(InetSocketAddress server) throws IOException {
    if (!target.secure() && Message.holdsCredential(request) && !line.allows(target, server)) {
      throw new RefusedException("refused: a credential is not sent over plain http");
    }
    advance(Stage.CONNECTING, Stage.SENDING);
    sending.complete(null);
  }

  private void advance(Stage from, Stage to) throws IOException {
    if (!stage.compareAndSet(from, to)) {
      throw new IOException("given up");
    }
  }

  private Reply await(long end) throws InterruptedException {
    if (!reached(turn, end)) {
      return abandoned("other requests to it take too long");
    }
    var connectEnd = System.nanoTime() + request.limits().connect().toNanos();
    var early = connectEnd - end < 0;
    if (!reached(sending, early ? connectEnd : end) && stage.get() != Stage.SENDING) {
      return abandoned("connecting took longer than " + seconds(early));
    }
    return reached(ending, end) ? ended() : abandoned("no whole answer within " + seconds(false));
  }

  private String seconds(boolean connect) {
    var limits = request.limits();
    Duration limit = connect ? limits.connect() : limits.total();
    return limit.toMillis() / 1000.0 + " s";
  }

  /// Whether it came before `end`; an ending brings everything.
  private static boolean reached(CompletableFuture<?> event, long end) throws InterruptedException {
    try {
      event.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    }
  }

  /// Gives up, unless there is an ending after all: a late answer is never thrown away.
  private Reply abandoned(String why) {
    if (ending.isDone()) {
      return ended();
    }
    if (stage.compareAndSet(Stage.QUEUED, Stage.ABANDONED)
        || stage.compareAndSet(Stage.CONNECTING, Stage.ABANDONED)) {
      return notSent(Reply.Cause.UNREACHABLE, why);
    }
    return ending.isDone() ? ended() : noAnswer(why);
  }

  private Reply ended() {
    if (ending.isCompletedExceptionally()) {
      throw (IllegalStateException) ending.exceptionNow();
    }
    return ending.join();
  }

  private void work() {
    try {
      ending.complete(talk());
    } catch (IOException e) {
      ending.complete(failed(e));
    } catch (RuntimeException e) {
      unexpected(e);
    } catch (Error e) {
      ending.completeExceptionally(bug(e));
    } finally {
      turn.complete(null);
      sending.complete(null);
    }
  }

  /// HttpClient answers some heads (a status of 000) with whatever exception it ran into, and
  /// everything once it is closed. The rest is a bug, and told as one.
  private void unexpected(RuntimeException e) {
    if (stage.get() == Stage.SENDING || line.closed()) {
      ending.complete(failed(new IOException("unexpected", e)));
    } else {
      ending.completeExceptionally(bug(e));
    }
  }

  private Reply talk() throws IOException {
    var context = HttpClientContext.create();
    context.setAttribute(KEY, this);
    var host = new HttpHost(target.scheme(), target.host(), target.port().orElse(-1));
    try {
      return answer(line.client().executeOpen(host, message, context));
    } finally {
      // Not close(): that reads on to the end of what we refused to read, and may fail after the
      // answer is whole.
      message.cancel();
    }
  }

  private Reply answer(ClassicHttpResponse response) throws IOException {
    var headers = new Headers(Arrays.stream(response.getHeaders()).map(Exchange::field).toList());
    var body = body(response, headers);
    return new Reply.Answer(response.getCode(), headers, body, request.uri(), List.of());
  }

  private byte[] body(ClassicHttpResponse response, Headers headers) throws IOException {
    var entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    var codings = headers.all("Content-Encoding");
    return Content.read(entity.getContent(), codings, request.limits().bodyBytes());
  }

  private static Headers.Field field(Header header) {
    var value = header.getValue();
    return new Headers.Field(header.getName(), value == null ? "" : value);
  }

  private Reply failed(IOException e) {
    if (e instanceof RefusedException refused) {
      return notSent(Reply.Cause.FORBIDDEN, Words.notSent(refused));
    }
    if (e instanceof ProxyException) {
      return notSent(Reply.Cause.UNREACHABLE, Words.notSent(e)); // it had our bytes, and kept them
    }
    return stage.get() == Stage.SENDING
        ? noAnswer(Words.noAnswer(e))
        : notSent(Reply.Cause.UNREACHABLE, Words.notSent(e));
  }

  private Reply notSent(Reply.Cause cause, String why) {
    return new Reply.NotSent(cause, target + line.way() + ": " + why);
  }

  private Reply noAnswer(String why) {
    return new Reply.NoAnswer(target + line.way() + ": " + why);
  }

  /// A bug, here or in HttpClient, with its place but without its words, which may quote anything.
  private IllegalStateException bug(Throwable e) {
    var bug = new IllegalStateException(target + ": " + e.getClass().getName());
    bug.setStackTrace(e.getStackTrace());
    return bug;
  }
}
