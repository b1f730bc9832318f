// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.text.Json;

/// Makes containers and asks how they are. Nobody but the account sees one before it is published,
/// so both may be repeated freely (Threads API, "Posts" and "Troubleshooting").
record Containers(Graph graph, Instant now) {
  /// Subcodes about the picture: not fetched, of an unknown kind, too large, of a wrong shape
  /// (Instagram's, shared).
  private static final Set<Integer> PICTURE =
      Set.of(2207003, 2207004, 2207005, 2207009, 2207032, 2207052, 2207082);

  /// What came of making one.
  sealed interface Creation {
    record Made(String id) implements Creation {}

    /// No container.
    ///
    /// @param picture whether it was the picture that Threads did not like
    record Failed(Outcome.NotPosted outcome, boolean picture) implements Creation {}
  }

  /// How a container is.
  sealed interface State {
    /// It can be published.
    record Finished() implements State {}

    record InProgress() implements State {}

    record Published() implements State {}

    /// It was not published within 24 hours, and can't be any more.
    record Expired() implements State {}

    /// It never will be finished.
    ///
    /// @param why Meta's word for it; `UNKNOWN` if it gives no reason
    record Broken(String why) implements State {}

    /// There is no such thing, or not yet.
    record Gone() implements State {}

    /// There is such a thing, but it is no container: most likely the post that it became.
    record Turned() implements State {}

    /// It could not be asked.
    record Unclear(Outcome.NotPosted why) implements State {}
  }

  Creation create(Map<String, String> fields) {
    var reply = graph.post(graph.user() + "/threads", Graph.encoded(fields));
    if (reply instanceof Reply.Answer answer && answer.ok()) {
      return Json.object(answer.text())
          .flatMap(it -> Fields.id(it, "id"))
          .<Creation>map(Creation.Made::new)
          .orElseGet(
              () ->
                  new Creation.Failed(
                      new Outcome.Deferred("Threads made a container without an id"), false));
    }
    var picture =
        reply instanceof Reply.Answer answer
            && PICTURE.contains(GraphError.of(answer, graph.token()).subcode());
    return new Creation.Failed(new Verdict(graph.token(), now).repeatable(reply), picture);
  }

  State look(String id) {
    var reply = graph.get(id, Map.of("fields", "status,error_message"));
    if (!(reply instanceof Reply.Answer answer)) {
      return unclear(reply);
    }
    return answer.ok() ? read(answer) : refused(answer);
  }

  private static State read(Reply.Answer answer) {
    var node = Json.object(answer.text()).orElseGet(Json::object);
    var status = Json.text(node, "status").orElse("");
    return switch (status) {
      case "FINISHED" -> new State.Finished();
      case "IN_PROGRESS" -> new State.InProgress();
      case "PUBLISHED" -> new State.Published();
      case "EXPIRED" -> new State.Expired();
      case "ERROR" -> new State.Broken(Json.text(node, "error_message").orElse("UNKNOWN"));
      default ->
          new State.Unclear(
              new Outcome.Deferred("Threads does not say how it is with the container"));
    };
  }

  private State refused(Reply.Answer answer) {
    var error = GraphError.of(answer, graph.token());
    if (error.code() == 100 && error.says("nonexisting field")) {
      return new State.Turned();
    }
    return error.absent() ? new State.Gone() : unclear(answer);
  }

  /// A refused question says nothing against the post.
  private State unclear(Reply reply) {
    var why = new Verdict(graph.token(), now).repeatable(reply);
    return new State.Unclear(
        why instanceof Outcome.Rejected(var reason) ? new Outcome.Deferred(reason) : why);
  }
}
