// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.RetryAfter;
import org.tidings.image.FetchedPicture;
import org.tidings.image.Pictures;
import org.tidings.post.Post;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LengthRule;
import org.tidings.text.Words;

/// Brings one picture to the server, over several attempts if the server takes its time. A picture
/// that makes trouble is left out; it is never a reason to lose the post.
record Upload(Api api, ChannelContext context, ServerFacts facts) {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /// Servers are done within seconds; a picture that takes longer is stuck.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How it stands with the picture.
  sealed interface Result {}

  record Attached(String media) implements Result {}

  record Without(String reason) implements Result {}

  record NotYet(Outcome.NotPosted outcome) implements Result {}

  Result attach(Post.Picture picture, DeliveryKey key) {
    var begun = Note.read(context.keyring(), key);
    return begun.isPresent() ? lookAt(begun.get(), picture, key) : upload(picture, key);
  }

  /// What was uploaded for that delivery is of no use any more.
  static void forget(Keyring keyring, DeliveryKey key) {
    keyring.remove(Note.name(key));
  }

  private Result upload(Post.Picture picture, DeliveryKey key) {
    var limits = facts.pictures();
    if (limits.isEmpty()) {
      return new Without("the server takes no pictures");
    }
    return switch (Pictures.fetch(context.http(), picture.url(), limits.get())) {
      case FetchedPicture.NoPicture(var reason) -> new Without(reason);
      case FetchedPicture.Fitted file -> {
        var alt = alt(picture.alt(), facts.description());
        yield sent(api.post("/api/v2/media", form(file, alt, key)), key);
      }
    };
  }

  /// The server counts code points (app/models/media_attachment.rb), which no cut may break apart.
  private static String alt(String text, int max) {
    var rule = new LengthRule(LengthRule.Unit.CODE_POINTS, max);
    var cut = Words.cut(text, max);
    while (!rule.allows(cut)) {
      cut = Words.cut(cut, Graphemes.count(cut) - 1);
    }
    return cut;
  }

  private Result sent(Reply reply, DeliveryKey key) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .flatMap(it -> Json.text(it, "id"))
              .filter(it -> it.matches("[\\w-]{1,64}"))
              .map(it -> begun(it, answer.status() != 202, key))
              .orElseGet(() -> new Without("the server does not name the uploaded picture"));
      case Reply.Answer answer -> refused(answer);
      case Reply.NotSent(var cause, var why) -> new NotYet(Verdict.notSent(cause, why));
      case Reply.NoAnswer(var why) -> new Without(why);
    };
  }

  private Result refused(Reply.Answer answer) {
    var words = Refusal.words(answer, api.token());
    return switch (answer.status()) {
      case 401 -> new NotYet(new Outcome.Unauthorized(words));
      case 429 ->
          new NotYet(
              new Outcome.Deferred(
                  words, RetryAfter.of(answer.headers(), context.clock().instant())));
      default -> new Without(words);
    };
  }

  /// Remembered before anything else happens, so that a crash leaves no second picture behind.
  private Result begun(String media, boolean done, DeliveryKey key) {
    new Note(media, context.clock().instant()).write(context.keyring(), key);
    return done ? new Attached(media) : processing();
  }

  private Result lookAt(Note begun, Post.Picture picture, DeliveryKey key) {
    var tooLong = context.clock().instant().isAfter(begun.at().plus(PATIENCE));
    return switch (api.get("/api/v1/media/" + begun.media())) {
      case Reply.Answer answer when answer.status() == 200 -> new Attached(begun.media());
      case Reply.Answer answer when answer.status() == 404 -> {
        // Purged, as what nobody attached is after a day.
        forget(context.keyring(), key);
        yield upload(picture, key);
      }
      case Reply.Answer answer when !answer.ok() && answer.status() < 500 -> refused(answer);
      case Reply.Answer _, Reply.NotSent _, Reply.NoAnswer _ ->
          tooLong ? new Without("the server does not finish the picture") : processing();
    };
  }

  private static Result processing() {
    return new NotYet(
        new Outcome.Deferred("the server still works on the picture", Optional.of(LOOK_AGAIN)));
  }

  /// RFC 7578. The boundary is made of the key: long, and in no picture.
  private static Request.Body form(FetchedPicture.Fitted file, String alt, DeliveryKey key) {
    var boundary = "tidings-" + key.idempotency();
    var out = new ByteArrayOutputStream();
    if (!alt.isBlank()) {
      out.writeBytes(utf8("--" + boundary + "\r\n"));
      out.writeBytes(utf8("Content-Disposition: form-data; name=\"description\"\r\n"));
      out.writeBytes(utf8("Content-Type: text/plain; charset=UTF-8\r\n\r\n" + alt + "\r\n"));
    }
    out.writeBytes(utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\";"));
    out.writeBytes(utf8(" filename=\"picture." + ending(file.mimeType()) + "\"\r\n"));
    out.writeBytes(utf8("Content-Type: " + file.mimeType() + "\r\n\r\n"));
    out.writeBytes(file.bytes());
    out.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
    return new Request.Body("multipart/form-data; boundary=" + boundary, out.toByteArray());
  }

  private static String ending(String mimeType) {
    return mimeType.replaceFirst("^image/", "").replace("jpeg", "jpg");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What is remembered of an upload that began.
  private record Note(String media, Instant at) {
    static String name(DeliveryKey key) {
      return "media-" + key.idempotency();
    }

    static Optional<Note> read(Keyring keyring, DeliveryKey key) {
      return keyring
          .get(name(key))
          .flatMap(it -> Json.object(it.reveal()))
          .flatMap(
              it ->
                  Json.text(it, "id")
                      .map(id -> new Note(id, Instant.ofEpochMilli(it.path("at").asLong(0)))));
    }

    void write(Keyring keyring, DeliveryKey key) {
      var note = Json.object().put("id", media).put("at", at.toEpochMilli());
      keyring.put(name(key), Secret.of(note.toString()));
    }
  }
}
