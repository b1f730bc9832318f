// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.push.Protocol.Answer;

/// The one request that a subscriber makes.
final class HubCall {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Set<Integer> again;
  private final Predicate<URI> allowed;

  /// @param again statuses that send a request on, as it is
  /// @param allowed whether it may be sent there
  HubCall(Set<Integer> again, Predicate<URI> allowed) {
    this.again = Set.copyOf(again);
    this.allowed = allowed;
  }

  /// Asks a hub, and where it sends us on to, once.
  ///
  /// @param taken what a 2xx answer means
  Answer ask(URI hub, Form form, Http http, Function<Reply.Answer, Answer> taken) {
    var reply = http.send(request(hub, form));
    var last = onward(hub, reply).map(it -> http.send(request(it, form))).orElse(reply);
    return switch (last) {
      case Reply.Answer answer when answer.ok() -> taken.apply(answer);
      case Reply.Answer answer ->
          new Answer.Refused(
              "the hub %s answers HTTP %d".formatted(Origin.of(answer.uri()), answer.status()));
      case Reply.NotSent(_, var why) -> new Answer.Unreachable("the hub can't be reached: " + why);
      case Reply.NoAnswer(var why) -> new Answer.Unreachable("the hub does not answer: " + why);
    };
  }

  private static Request request(URI hub, Form form) {
    var body = form.encoded().getBytes(StandardCharsets.US_ASCII);
    return Request.post(hub, new Request.Body(FORM, body));
  }

  private Optional<URI> onward(URI hub, Reply reply) {
    return reply instanceof Reply.Answer answer && again.contains(answer.status())
        ? answer.headers().first("Location").flatMap(it -> address(hub, it))
        : Optional.empty();
  }

  private Optional<URI> address(URI hub, String location) {
    try {
      return Optional.of(hub.resolve(location)).filter(allowed);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the redirect itself is then the answer
    }
  }
}
