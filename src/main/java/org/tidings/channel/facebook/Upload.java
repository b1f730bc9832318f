// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.LinkedHashMap;
import java.util.Set;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.image.FetchedPicture;
import org.tidings.image.PictureLimits;
import org.tidings.image.Pictures;
import org.tidings.post.Post;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// Brings one picture to the Page without showing it to anybody, so that an upload whose answer is
/// lost does no harm; the post that follows shows it. A picture that makes trouble is left out.
record Upload(Graph graph) {
  /// "Photos must be less than 4 MB" (1366046), JPEG or PNG; the pixels are our own bound.
  private static final PictureLimits LIMITS =
      new PictureLimits(4_000_000, 40_000_000, Set.of("image/jpeg", "image/png"));

  /// How it stands with the picture.
  sealed interface Result {}

  record Attached(String photo) implements Result {}

  record Without(String reason) implements Result {}

  record NotYet(Outcome.NotPosted outcome) implements Result {}

  Result attach(Post.Picture picture, DeliveryKey key) {
    var begun = keyring().get(note(key)).map(Secret::reveal);
    if (begun.isPresent()) {
      return new Attached(begun.get());
    }
    return switch (Pictures.fetch(graph.context().http(), picture.url(), LIMITS)) {
      case FetchedPicture.NoPicture(var reason) -> new Without(reason);
      case FetchedPicture.Fitted file -> sent(upload(picture, file, key), key);
    };
  }

  /// What was uploaded for that delivery is of no use any more.
  static void forget(Keyring keyring, DeliveryKey key) {
    keyring.remove(note(key));
  }

  /// Page photos reference; `alt_text_custom` is what screen readers say.
  private Reply upload(Post.Picture picture, FetchedPicture.Fitted file, DeliveryKey key) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("published", "false");
    if (!picture.alt().isBlank()) {
      fields.put("alt_text_custom", picture.alt());
    }
    return graph.post(
        graph.settings().page() + "/photos", fields, file, "tidings-" + key.idempotency());
  }

  private Result sent(Reply reply, DeliveryKey key) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .flatMap(it -> Json.word(it, "id"))
              .filter(it -> it.matches("\\d{1,32}"))
              .<Result>map(it -> attached(it, key))
              .orElseGet(() -> new Without("Facebook does not name the uploaded picture"));
      case Reply.Answer answer -> refused(answer, key);
      case Reply.NotSent(var cause, var why) -> new NotYet(Verdict.notSent(cause, why));
      case Reply.NoAnswer(var why) -> new Without(why);
    };
  }

  /// What would stop the post as well stops it here, before anything is published.
  private Result refused(Reply.Answer answer, DeliveryKey key) {
    return switch (new Verdict(graph.context(), graph.access(), key).of(answer)) {
      case Outcome.Unauthorized it -> new NotYet(it);
      case Outcome.Misconfigured it -> new NotYet(it);
      case Outcome.Deferred it -> new NotYet(it);
      case Outcome.NotPosted it -> new Without(it.reason());
      case Outcome.Unknown(var reason) -> new Without(reason);
      case Outcome.Duplicate(var reason, _) -> new Without(reason);
      case Outcome.Published _, Outcome.AlreadyPublished _ ->
          new Without("Facebook does not name the uploaded picture");
    };
  }

  /// Remembered before anything else happens, so that a crash leaves no second picture behind.
  private Result attached(String photo, DeliveryKey key) {
    keyring().put(note(key), Secret.of(photo));
    return new Attached(photo);
  }

  private Keyring keyring() {
    return graph.context().keyring();
  }

  private static String note(DeliveryKey key) {
    return "photo-" + key.idempotency();
  }
}
