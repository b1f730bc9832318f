// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Sends a request and, for GET and HEAD, follows where it is sent on to, hop by hop, each past the
/// guard. A redirect that is not followed (too many, in a circle, unreadable) is the answer.
final class Courier implements Http {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /// They say which version of a page we have, and mean nothing to another site, which could take
  /// them as its own and answer 304 to a page we never saw.
  private static final Set<String> CONDITIONS = Set.of("if-none-match", "if-modified-since");

  private final Supplier<Line> line;

  Courier(Supplier<Line> line) {
    this.line = line;
  }

  @Override
  public Reply send(Request request) {
    var end = System.nanoTime() + request.limits().total().toNanos();
    var moves = new ArrayList<Reply.Move>();
    var visited = new HashSet<URI>();
    var hop = request;
    while (true) {
      var reply = once(hop, end);
      if (!(reply instanceof Reply.Answer answer)) {
        return reply;
      }
      visited.add(hop.uri());
      var next = next(hop, answer, moves.size()).filter(it -> !visited.contains(it));
      if (next.isEmpty()) {
        return after(moves, answer);
      }
      moves.add(new Reply.Move(answer.status(), hop.uri(), next.get()));
      hop = onward(hop, next.get());
    }
  }

  private Reply once(Request request, long end) {
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
    var fields = request.fields().stream().filter(it -> mayMove(it, request.uri(), next)).toList();
    return new Request(request.method(), next, fields, request.body(), request.limits());
  }

  private static boolean mayMove(Request.Field field, URI from, URI to) {
    try {
      var here = Target.of(from);
      var there = Target.of(to);
      return (here.sameOrigin(there) || !field.credential())
          && (here.sameSite(there) || !CONDITIONS.contains(lower(field.name())));
    } catch (RefusedException _) {
      // The next hop will be refused for the same reason, and say so.
      return false;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
