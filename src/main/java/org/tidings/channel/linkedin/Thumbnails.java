// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.image.FetchedPicture;
import org.tidings.image.PictureLimits;
import org.tidings.image.Pictures;
import org.tidings.post.Post;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// The picture of a card (learn.microsoft.com/linkedin, "Images API"). LinkedIn looks at no page by
/// itself here, so without one the card is bare. A picture that makes trouble is left out; it is
/// never a reason to lose the post.
record Thumbnails(Api api, Verdict verdict, ChannelContext context) {
  /// JPEG, PNG and GIF of less than 36,152,320 pixels, says the page. Smaller is our own choice: a
  /// card is shown some 1200 pixels wide.
  private static final PictureLimits LIMITS =
      new PictureLimits(5_000_000, 12_000_000, Set.of("image/jpeg", "image/png", "image/gif"));

  /// LinkedIn works on a picture for some seconds, and shows a member's token nothing of it.
  private static final Duration MOMENT = Duration.ofSeconds(8);

  /// How it stands with the picture.
  sealed interface Result {}

  /// @param urn absent where the card goes out without a picture
  record Done(Optional<String> urn) implements Result {}

  record NotYet(Outcome.NotPosted outcome) implements Result {}

  private static final Done WITHOUT = new Done(Optional.empty());

  Result of(Optional<Post.Picture> picture, DeliveryKey key, String author) {
    if (picture.isEmpty()) {
      return WITHOUT;
    }
    return Note.read(context.keyring(), key)
        .map(this::begun)
        .orElseGet(() -> fetch(picture.get().url(), key, author));
  }

  /// LinkedIn refused the post because of the picture.
  static void refuse(Keyring keyring, DeliveryKey key, Instant now) {
    new Note(Optional.empty(), now).write(keyring, key);
  }

  /// The delivery is over.
  static void forget(Keyring keyring, DeliveryKey key) {
    if (keyring.get(Note.name(key)).isPresent()) {
      keyring.remove(Note.name(key));
    }
  }

  private Result begun(Note note) {
    var left = Duration.between(context.clock().instant(), note.at().plus(MOMENT));
    return note.urn().isEmpty() || !left.isPositive() ? new Done(note.urn()) : processing(left);
  }

  private static Result processing(Duration left) {
    return new NotYet(
        new Outcome.Deferred("LinkedIn still works on the picture", Optional.of(left)));
  }

  private Result fetch(URI picture, DeliveryKey key, String author) {
    return Pictures.fetch(context.http(), picture, LIMITS) instanceof FetchedPicture.Fitted file
        ? initialize(file, key, author)
        : WITHOUT;
  }

  private Result initialize(FetchedPicture.Fitted file, DeliveryKey key, String author) {
    var request = Json.object();
    request.putObject("initializeUploadRequest").put("owner", author);
    return switch (api.post("/rest/images?action=initializeUpload", request.toString())) {
      case Reply.Answer answer when answer.ok() -> upload(answer, file, key);
      case Reply other -> failed(other);
    };
  }

  private Result upload(Reply.Answer answer, FetchedPicture.Fitted file, DeliveryKey key) {
    var value = Json.object(answer.text()).map(it -> it.path("value"));
    var urn =
        value
            .flatMap(it -> Json.text(it, "image"))
            .filter(it -> it.matches("urn:li:image:[\\w-]{1,128}"));
    var address =
        value
            .flatMap(it -> Json.text(it, "uploadUrl"))
            .flatMap(it -> UploadAddress.of(it, api.base()));
    if (urn.isEmpty() || address.isEmpty()) {
      return WITHOUT;
    }
    var reply = api.upload(address.get(), new Request.Body(file.mimeType(), file.bytes()));
    if (!(reply instanceof Reply.Answer done) || !done.ok()) {
      return failed(reply);
    }
    // Remembered before anything else happens, so that a crash leaves no second picture behind.
    new Note(urn, context.clock().instant()).write(context.keyring(), key);
    return processing(MOMENT);
  }

  /// What speaks against the account or the version speaks against the post too; all else only
  /// against the picture.
  private Result failed(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer when answer.status() == 401 || answer.status() == 426 ->
          new NotYet(verdict.beforePosting(reply));
      case Reply.NotSent _ -> new NotYet(verdict.beforePosting(reply));
      case Reply.Answer _, Reply.NoAnswer _ -> WITHOUT;
    };
  }

  /// What is remembered of a delivery's picture.
  ///
  /// @param urn absent: to be left out
  private record Note(Optional<String> urn, Instant at) {
    static String name(DeliveryKey key) {
      return "image-" + key.idempotency();
    }

    static Optional<Note> read(Keyring keyring, DeliveryKey key) {
      return keyring
          .get(name(key))
          .flatMap(it -> Json.object(it.reveal()))
          .map(it -> new Note(Json.text(it, "urn"), Instant.ofEpochMilli(it.path("at").asLong(0))));
    }

    void write(Keyring keyring, DeliveryKey key) {
      var note = Json.object().put("at", at.toEpochMilli());
      urn.ifPresent(it -> note.put("urn", it));
      keyring.put(name(key), Secret.of(note.toString()));
    }
  }
}
