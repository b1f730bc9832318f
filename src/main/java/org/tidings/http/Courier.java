// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Sends a request and, for GET and HEAD, follows where it is sent on to, hop by hop, each past the
/// guard. A redirect that is not followed (too many, in a circle, unreadable) is the answer.
final class Courier implements Http {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Hop hop;

  Courier(Supplier<Line> line) {
    this((request, end) -> once(line, request, end));
  }

  Courier(Hop hop) {
    this.hop = hop;
  }

  /// One request to one server, which follows nothing.
  @FunctionalInterface
  interface Hop {
    /// Sends it and waits for the answer.
    ///
    /// @param end when the time is up, in [System#nanoTime]
    Reply send(Request request, long end);
  }

  @Override
  public Reply send(Request request) {
    var end = System.nanoTime() + request.limits().total().toNanos();
    var moves = new ArrayList<Reply.Move>();
    var visited = new HashSet<URI>();
    var now = request;
    while (true) {
      var to = now.uri();
      var reply = hop.send(only(now, it -> it.isFor(to, request.uri())), end);
      if (!(reply instanceof Reply.Answer answer)) {
        return reply;
      }
      visited.add(to);
      var next = next(now, answer, moves.size()).filter(it -> !visited.contains(it));
      if (next.isEmpty()) {
        return after(moves, answer);
      }
      moves.add(new Reply.Move(answer.status(), to, next.get()));
      now = onward(now, next.get());
    }
  }

  private static Reply once(Supplier<Line> line, Request request, long end) {
    try {
      var target = Target.of(request.uri());
      Message.check(request);
      var way = line.get();
      way.admit(target);
      return new Exchange(way, request, target).run(end);
    } catch (RefusedException e) {
      return new Reply.NotSent(Reply.Cause.FORBIDDEN, Origin.of(request.uri()) + ": " + e.why());
    }
  }

  private static Reply after(List<Reply.Move> moves, Reply.Answer last) {
    return new Reply.Answer(last.status(), last.headers(), last.body(), last.uri(), moves);
  }

  private static Optional<URI> next(Request request, Reply.Answer answer, int followed) {
    var follow =
        request.method().safe()
            && followed < request.limits().redirects()
            && REDIRECTS.contains(answer.status());
    return follow
        ? answer.headers().first("Location").flatMap(it -> Location.resolve(request.uri(), it))
        : Optional.empty();
  }

  /// The same request to another address, without what is not for it to know.
  private static Request onward(Request request, URI next) {
    var known = only(request, it -> !it.credential() || isSameOrigin(request.uri(), next));
    return new Request(request.method(), next, known.fields(), request.body(), request.limits());
  }

  private static Request only(Request request, Predicate<Request.Field> fields) {
    var some = request.fields().stream().filter(fields).toList();
    return new Request(request.method(), request.uri(), some, request.body(), request.limits());
  }

  private static boolean isSameOrigin(URI one, URI other) {
    try {
      return Target.of(one).sameOrigin(Target.of(other));
    } catch (RefusedException _) {
      // The next hop will be refused for the same reason, and say so.
      return false;
    }
  }
}
