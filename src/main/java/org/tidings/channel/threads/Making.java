// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.post.Post;

/// Brings one post as far as a container that only needs to be published, over several attempts if
/// Threads takes its time. A picture that makes trouble is left out; it is never a reason to lose
/// the post.
record Making(ThreadsSettings settings, ChannelContext context, Graph graph, DeliveryKey key) {
  /// "Wait on average 30 seconds before publishing" (Threads API, "Posts").
  static final Duration PAUSE = Duration.ofSeconds(30);

  /// "Query a container's status once per minute, for no more than 5 minutes" (Threads API,
  /// "Troubleshooting"): what takes longer is stuck.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// So often Threads may fail to fetch a picture.
  private static final int DOWNLOADS = 2;

  Preparation prepare(Post post) {
    var barrier = Quota.barrier(graph, context.keyring());
    if (barrier.isPresent()) {
      return new Preparation.NotReady(barrier.get());
    }
    var note = Note.read(context.keyring(), key).orElseGet(() -> Note.none(now()));
    return note.container().isPresent() ? look(note, post) : create(note, post);
  }

  private Preparation create(Note note, Post post) {
    var picture = settings.image() && !note.plain();
    var fields = Draft.fields(post, picture, settings.replies());
    return switch (containers().create(fields)) {
      case Containers.Creation.Made(var id) -> look(kept(note.with(id, now())), post);
      case Containers.Creation.Failed(var outcome, var fault) -> {
        var pictured = fields.containsKey("image_url");
        if (pictured && (outcome instanceof Outcome.Rejected || (fault && tired(note)))) {
          yield create(kept(note.withoutPicture()), post);
        }
        if (fault) {
          kept(note.missedAgain());
        }
        yield new Preparation.NotReady(outcome);
      }
    };
  }

  private static boolean tired(Note note) {
    return note.missed() + 1 >= DOWNLOADS;
  }

  private Preparation look(Note note, Post post) {
    var id = note.container().orElseThrow();
    return switch (containers().look(id)) {
      // Published, or turned into a post: an earlier request went through, as publishing finds out.
      case Containers.State.Finished _, Containers.State.Published _, Containers.State.Turned _ ->
          new Preparation.Ready(payload(id, post));
      case Containers.State.InProgress _, Containers.State.Gone _ -> patient(note, post);
      case Containers.State.Expired _ -> create(kept(note.anew()), post);
      case Containers.State.Broken(var why) -> broken(note, post, why);
      case Containers.State.Unclear(var why) -> new Preparation.NotReady(why);
    };
  }

  /// A container that was only just made may not be seen everywhere yet.
  private Preparation patient(Note note, Post post) {
    return now().isAfter(note.made().plus(PATIENCE))
        ? broken(note, post, "UNKNOWN")
        : new Preparation.NotReady(
            new Outcome.Deferred("Threads still works on the post", Optional.of(PAUSE)));
  }

  /// None of these containers was ever asked to be published, so leaving one behind is harmless.
  private Preparation broken(Note note, Post post, String why) {
    if (settings.image() && post.picture().isPresent() && !note.plain()) {
      return create(kept(note.anew().withoutPicture()), post);
    }
    if (!note.broken() && isUnexplained(why)) {
      kept(note.anew().brokenOnce());
      return new Preparation.NotReady(
          new Outcome.Deferred("Threads could not make the post and does not say why"));
    }
    kept(note.anew());
    return new Preparation.NotReady(rejected(why));
  }

  static boolean isUnexplained(String why) {
    return why.equals("UNKNOWN");
  }

  static Outcome.Rejected rejected(String why) {
    return new Outcome.Rejected(
        "Threads could not make the post: " + why.replaceAll("[^A-Za-z0-9_ .]", " "));
  }

  /// The exact form of the one request that publishes.
  private static Payload payload(String container, Post post) {
    return new Payload(
        Graph.encoded(Map.of("creation_id", container)), post.link().map(URI::toString).orElse(""));
  }

  /// Noted before anything else happens, so that a crash goes on with the same container.
  private Note kept(Note note) {
    note.write(context.keyring(), key, now());
    return note;
  }

  private Containers containers() {
    return new Containers(graph, now());
  }

  private Instant now() {
    return context.clock().instant();
  }
}
