// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import org.tidings.text.Sha256;
import tools.jackson.databind.JsonNode;

/// Whose token it is, as LinkedIn said when it was asked last; kept so that it is asked rarely.
///
/// @param token a hash of the token that this is about
/// @param author who posts, such as `urn:li:person:aB3xYz`
/// @param name for people
/// @param seen when this token was seen for the first time
/// @param asked when LinkedIn was asked last and all was well; the epoch: it must be asked again
/// @param reads whether its posts may be listed
record Account(
    String token, String author, String name, Instant seen, Instant asked, boolean reads) {
  private static final String NOTE = "account";

  /// learn.microsoft.com/linkedin, "access tokens": all of them.
  static final Duration TOKEN_LIFE = Duration.ofDays(60);

  /// What is known of a token; empty if it is new.
  static Optional<Account> of(Secret token, Keyring keyring) {
    return noted(keyring).filter(it -> it.token().equals(hash(token)));
  }

  /// What is known of the last token that was asked about.
  static Optional<Account> noted(Keyring keyring) {
    return keyring.get(NOTE).flatMap(it -> Json.object(it.reveal())).flatMap(Account::read);
  }

  /// What LinkedIn says now.
  static Account now(
      Secret token, String author, String name, boolean reads, Keyring keyring, Instant now) {
    var seen = of(token, keyring).map(Account::seen).orElse(now);
    return new Account(hash(token), author, name, seen, now, reads);
  }

  void keep(Keyring keyring) {
    var note = Json.object().put("token", token).put("author", author).put("name", name);
    note.put("seen", seen.toEpochMilli()).put("asked", asked.toEpochMilli()).put("reads", reads);
    keyring.put(NOTE, Secret.of(note.toString()));
  }

  /// LinkedIn said something else meanwhile.
  Account doubted() {
    return new Account(token, author, name, seen, Instant.EPOCH, reads);
  }

  /// The latest that a token can end of which nobody told us more.
  Instant latestEnd() {
    return seen.plus(TOKEN_LIFE);
  }

  private static Optional<Account> read(JsonNode note) {
    return Json.text(note, "token")
        .flatMap(
            token ->
                Json.text(note, "author")
                    .map(
                        author ->
                            new Account(
                                token,
                                author,
                                Json.text(note, "name").orElse(author),
                                time(note, "seen"),
                                time(note, "asked"),
                                note.path("reads").asBoolean(false))));
  }

  private static Instant time(JsonNode note, String name) {
    return Instant.ofEpochMilli(note.path(name).asLong(0));
  }

  private static String hash(Secret token) {
    return Sha256.hex(token.reveal().getBytes(StandardCharsets.UTF_8), 8);
  }
}
