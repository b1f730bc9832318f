// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.text.Json;

/// Asks whose token it is and what it may do; posts nothing. Asking for the budget needs the same
/// permission as publishing (Threads API, "Troubleshooting").
record Checkup(ThreadsSettings settings, ChannelContext context) {
  /// Whose token it is.
  sealed interface Owner {
    /// An account.
    ///
    /// @param name as people write it, with `@`
    record Known(String id, String name) implements Owner {}

    record Unknown(Health health) implements Owner {}
  }

  Health of(Graph graph, Optional<Instant> expires) {
    return switch (owner(graph)) {
      case Owner.Unknown(var health) -> health;
      case Owner.Known(_, var name) ->
          budget(graph).orElseGet(() -> new Health.Good(name, expires));
    };
  }

  Owner owner(Graph graph) {
    var reply = graph.get("me", Map.of("fields", "id,username"));
    if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
      return new Owner.Unknown(unwell(graph, reply));
    }
    var node = Json.object(answer.text()).orElseGet(Json::object);
    var id = Fields.id(node, "id");
    var name = Json.text(node, "username").filter(it -> it.matches("[\\w.]{1,64}"));
    if (id.isEmpty() || name.isEmpty()) {
      return new Owner.Unknown(
          new Health.Bad("the server does not say whose token it is", "correct `api`"));
    }
    return settings.user().filter(it -> !it.equals(id.get())).isPresent()
        ? new Owner.Unknown(
            new Health.Bad(
                "the token belongs to @" + name.get() + ", whose `user` is " + id.get(),
                "correct `user`, or connect the right account"))
        : new Owner.Known(id.get(), "@" + name.get());
  }

  /// What is wrong with publishing, if anything is; and keeps how much is used.
  Optional<Health> budget(Graph graph) {
    var reply = Quota.ask(graph);
    if (reply instanceof Reply.Answer answer && answer.ok()) {
      Quota.read(answer).ifPresent(it -> it.keep(context.keyring()));
      return Optional.empty();
    }
    return Optional.of(unwell(graph, reply));
  }

  private Health unwell(Graph graph, Reply reply) {
    var access = new Access(settings, context);
    return switch (new Verdict(graph.token(), context.clock().instant()).repeatable(reply)) {
      case Outcome.Deferred(var reason, _) -> new Health.Unreachable(reason);
      case Outcome.Unauthorized(var reason) -> new Health.Bad(reason, access.remedy());
      case Outcome.Misconfigured(var reason) ->
          new Health.Bad(reason, "correct the app or the configuration, then " + access.remedy());
      case Outcome.Rejected(var reason) -> new Health.Bad(reason, access.remedy());
      case Outcome.Stale(var reason) -> new Health.Bad(reason, access.remedy());
    };
  }
}
