// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.text.Json;

/// Publishes a container, and finds out what became of it. A container becomes at most one post, so
/// it is given up for another one only when it can't be published any more: Threads says so, or it
/// refused every request to.
record Publishing(ChannelContext context, Graph graph, Payload payload, DeliveryKey key) {
  /// Threads publishes from servers that may not know a new container yet and then says 24/4279009;
  /// what lasts longer than this lasts (gitroomhq/postiz-app#2047).
  private static final List<Duration> LAGS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

  /// Between two tries while a lost request could still be acted upon.
  private static final Duration LATE = Duration.ofMinutes(30);

  private static final String OVER = "the container is over 24 hours old";

  /// What says nothing of the container: credential, permission, budget, account.
  private static final Set<Class<? extends Outcome>> ABOUT_ACCOUNT =
      Set.of(Outcome.Unauthorized.class, Outcome.Misconfigured.class, Outcome.Deferred.class);

  /// A container that is over is not even sent: with what words Meta refuses one is not documented.
  Outcome publish() {
    if (now().isBefore(note().made().plus(Note.LIFE))) {
      return send();
    }
    return switch (new Containers(graph, now()).look(container())) {
      case Containers.State.Published _ -> already(listed());
      case Containers.State.Turned _ -> turned(listed());
      case Containers.State.Expired _ -> ended(listed(), OVER);
      case Containers.State.Unclear(var why) -> why;
      case Containers.State.Finished _,
          Containers.State.InProgress _,
          Containers.State.Broken _,
          Containers.State.Gone _ ->
          send();
    };
  }

  private Outcome send() {
    return switch (graph.post(graph.user() + "/threads_publish", payload.body())) {
      case Reply.Answer answer when answer.ok() -> accepted(answer);
      case Reply.Answer answer -> refused(answer);
      case Reply.NotSent(var cause, var why) -> Verdict.notSent(cause, why);
      case Reply.NoAnswer(var why) -> new Outcome.Unknown(why);
    };
  }

  private Outcome accepted(Reply.Answer answer) {
    var media = Json.object(answer.text()).flatMap(it -> Fields.id(it, "id"));
    if (media.isEmpty()) {
      return new Outcome.Unknown("HTTP " + answer.status() + ", but the answer names no post");
    }
    forget();
    return new Outcome.Published(readBack().published(media.get()));
  }

  private Outcome refused(Reply.Answer answer) {
    var error = GraphError.of(answer, graph.token());
    if (error.unsure()) {
      return new Outcome.Unknown(error.words());
    }
    if (error.absent()) {
      return byContainer(new Outcome.Rejected(error.words()), true);
    }
    var outcome = new Verdict(graph.token(), now()).refused(answer, error);
    return ABOUT_ACCOUNT.contains(outcome.getClass()) ? outcome : byContainer(outcome, false);
  }

  /// The container has the last word on a request that was refused.
  ///
  /// @param unseen whether it was refused because Threads could not find the container
  private Outcome byContainer(Outcome.NotPosted refusal, boolean unseen) {
    return switch (new Containers(graph, now()).look(container())) {
      case Containers.State.Published _ -> already(listed());
      case Containers.State.Turned _ -> turned(listed());
      case Containers.State.Expired _ -> ended(listed(), OVER);
      case Containers.State.Gone _ -> gone();
      case Containers.State.Broken(var why) -> broken(why);
      case Containers.State.InProgress _ ->
          new Outcome.Deferred("Threads still works on the post", Optional.of(Making.PAUSE));
      case Containers.State.Finished _ -> unseen ? lagging(refusal) : refusal;
      case Containers.State.Unclear(var why) -> why;
    };
  }

  private Outcome already(Sighting listed) {
    forget();
    return new Outcome.AlreadyPublished(receipt(listed));
  }

  /// It looks like a post, but the list does not show it: it may be live.
  private Outcome turned(Sighting listed) {
    return listed instanceof Sighting.Found
        ? already(listed)
        : new Outcome.Unknown("Threads knows the container as a post, but does not list it");
  }

  private Outcome ended(Sighting listed, String why) {
    return switch (listed) {
      case Sighting.Found _ -> already(listed);
      case Sighting.Absent _ -> {
        keep(note().anew());
        yield new Outcome.Stale(why);
      }
      case Sighting.NotLooked(var reason, var wait) -> new Outcome.Deferred(reason, wait);
    };
  }

  private Outcome gone() {
    var note = note();
    return note.missed() < LAGS.size() || note.mayComeLate(now())
        ? lagging(new Outcome.Rejected("Threads does not find the container"))
        : ended(listed(), "Threads does not know the container any more");
  }

  /// The same container, three times; then another one, unless a lost request could still publish
  /// this one.
  private Outcome lagging(Outcome.NotPosted refusal) {
    var note = note();
    if (note.missed() < LAGS.size()) {
      keep(note.missedAgain());
      return new Outcome.Deferred(refusal.reason(), Optional.of(LAGS.get(note.missed())));
    }
    if (note.mayComeLate(now())) {
      return new Outcome.Deferred(
          refusal.reason() + "; an earlier request may still publish it", Optional.of(LATE));
    }
    keep(note.anew());
    return new Outcome.Stale(refusal.reason());
  }

  private Outcome broken(String why) {
    var note = note();
    if (note.broken() || !Making.isUnexplained(why)) {
      forget();
      return Making.rejected(why);
    }
    keep(note.anew().brokenOnce());
    return new Outcome.Stale("Threads could not make the post and does not say why");
  }

  /// Where the answer to a request to publish was lost.
  Sighting find(Instant since) {
    var note = note();
    if (!note.doubt()) {
      keep(note.doubted());
    }
    return switch (new Containers(graph, now()).look(container())) {
      case Containers.State.Published _ -> new Sighting.Found(receipt(listed(since)));
      case Containers.State.Finished _, Containers.State.Broken _ -> new Sighting.Absent();
      case Containers.State.Expired _ -> listed(since);
      case Containers.State.Gone _ -> unlessYoung(listed(since));
      case Containers.State.Turned _ -> certain(listed(since));
      case Containers.State.InProgress _ ->
          new Sighting.NotLooked("Threads still works on the post", Optional.of(Making.PAUSE));
      case Containers.State.Unclear(Outcome.Deferred(var reason, var wait)) ->
          new Sighting.NotLooked(reason, wait);
      case Containers.State.Unclear(var why) -> ReadBack.notLooked(why.reason());
    };
  }

  private Sighting unlessYoung(Sighting listed) {
    return listed instanceof Sighting.Absent && note().mayComeLate(now())
        ? ReadBack.notLooked("Threads does not find the container")
        : listed;
  }

  private static Sighting certain(Sighting listed) {
    return listed instanceof Sighting.Absent
        ? ReadBack.notLooked("Threads knows the container as a post, but does not list it")
        : listed;
  }

  /// A post that is out but not listed is out all the same.
  private Receipt receipt(Sighting listed) {
    return listed instanceof Sighting.Found(var receipt)
        ? receipt
        : new Receipt(container(), Optional.empty());
  }

  private Sighting listed() {
    return listed(key.madeAt());
  }

  private Sighting listed(Instant since) {
    return readBack().find(container(), payload.link(), since);
  }

  private ReadBack readBack() {
    return new ReadBack(graph, now());
  }

  private String container() {
    return payload.body().replaceFirst("^creation_id=", "");
  }

  /// Of this container; where nothing is noted it is older than notes are kept.
  private Note note() {
    return Note.read(context.keyring(), key)
        .filter(it -> it.container().filter(container()::equals).isPresent())
        .orElseGet(() -> Note.none(now()).with(container(), now().minus(Note.LIFE)));
  }

  private void keep(Note note) {
    note.write(context.keyring(), key, now());
  }

  private void forget() {
    Note.forget(context.keyring(), key, now());
  }

  private Instant now() {
    return context.clock().instant();
  }
}
