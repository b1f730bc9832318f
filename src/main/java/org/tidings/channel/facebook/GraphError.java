// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.http.Reply;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// What Meta says when it refuses: `{"error": {message, type, code, error_subcode, error_user_msg,
/// is_transient, …}}` (Graph API, "Handle Errors").
///
/// @param code 0 if it names none
/// @param subcode 0 if it names none
/// @param words status, numbers and message, fit to be shown
record GraphError(int status, int code, int subcode, boolean temporary, String words) {
  /// Of the 300 characters that a reason may take.
  private static final int WORDS = 200;

  /// What a refusal means.
  enum Kind {
    /// It may have been acted upon all the same: 1 and 2 came with posts that were live
    /// (koala#699).
    UNSURE,
    /// A limit is used up.
    BUSY,
    /// Too many posts in a short time.
    TOO_FAST,
    /// The token is no good.
    CREDENTIAL,
    /// A permission, a role or a proof of identity is missing.
    PERMISSION,
    /// The version or the Page's number is wrong.
    ADDRESS,
    /// These words, or pictures, were posted already.
    DUPLICATE,
    /// Against Meta's rules; what comes next would be, too.
    BLOCKED,
    /// The page behind the link could not be read.
    NO_CARD,
    /// This post will never pass.
    REFUSED,
  }

  /// By code or subcode (Graph API, "Handle Errors"; the seven digits from libraries that met
  /// them). 200 to 299 are permissions, too.
  private static final Map<Integer, Kind> NUMBERS =
      numbers(
          Map.ofEntries(
              Map.entry(Kind.UNSURE, Set.of(1, 2, 1363047, 1609010)),
              Map.entry(Kind.BUSY, Set.of(4, 17, 32, 341, 613, 80001)),
              Map.entry(Kind.TOO_FAST, Set.of(1390008)),
              Map.entry(Kind.CREDENTIAL, Set.of(102, 190, 490)),
              Map.entry(Kind.PERMISSION, Set.of(3, 10, 1404078, 4854002)),
              // unproved: both; they pause the channel, which loses nothing.
              Map.entry(Kind.ADDRESS, Set.of(803, 2500)),
              Map.entry(Kind.DUPLICATE, Set.of(506, 1366051)),
              Map.entry(Kind.BLOCKED, Set.of(368, 1346003, 1404102, 1404112, 1404006)),
              Map.entry(Kind.NO_CARD, Set.of(1609005)),
              Map.entry(Kind.REFUSED, Set.of(1609008, 2061006, 1349125))));

  /// What became of the token, by the subcode of 190. unproved: told to the owner, and no more.
  private static final Map<Integer, String> TOKENS =
      Map.of(
          458, "the app was removed from the account",
          459, "Facebook wants the account's owner to log in and confirm",
          460, "the password was changed",
          463, "the token has expired",
          464, "Facebook wants the account's owner to log in and confirm",
          467, "the token is no longer valid");

  private static Map<Integer, Kind> numbers(Map<Kind, Set<Integer>> kinds) {
    return kinds.entrySet().stream()
        .flatMap(it -> it.getValue().stream().map(number -> Map.entry(number, it.getKey())))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Reads a refusal.
  static GraphError of(Reply.Answer answer, Access access) {
    return of(answer.status(), answer.text(), access);
  }

  /// The same for one that came within a batch.
  static GraphError of(int status, String body, Access access) {
    var error = Json.object(body).map(it -> it.path("error")).orElseGet(Json::object);
    var code = error.path("code").asInt(0);
    var subcode = error.path("error_subcode").asInt(0);
    var numbers = code == 0 ? "" : ", code " + code + (subcode == 0 ? "" : "/" + subcode);
    var said = LogText.safe(access.quiet(sentences(error)));
    return new GraphError(
        status,
        code,
        subcode,
        error.path("is_transient").asBoolean(false),
        "HTTP " + status + numbers + (said.isEmpty() ? "" : ": " + Graphemes.first(said, WORDS)));
  }

  /// Whether Meta itself refused, and not something in front of it.
  boolean judged() {
    return code != 0;
  }

  /// What it means. The subcode knows more than the code, and both more than `is_transient`, which
  /// also stands in refusals that surely did nothing.
  Kind kind() {
    if (says("already posted this", "already been posted")) {
      return Kind.DUPLICATE;
    }
    if (says("error validating access token", "revoked_access_token")) {
      return Kind.CREDENTIAL;
    }
    if (code == 100) {
      return invalid();
    }
    if (code != 190 && NUMBERS.containsKey(subcode)) {
      return NUMBERS.getOrDefault(subcode, Kind.REFUSED);
    }
    if (code >= 200 && code <= 299) {
      return Kind.PERMISSION;
    }
    return NUMBERS.getOrDefault(code, temporary ? Kind.UNSURE : Kind.REFUSED);
  }

  /// 100 is any bad parameter; 33 behind it: no such thing, or not for this token.
  private Kind invalid() {
    if (NUMBERS.containsKey(subcode)) {
      return NUMBERS.getOrDefault(subcode, Kind.REFUSED);
    }
    // unproved: that wrong proofs, and unreadable links, are told in these words.
    if (subcode == 33 || says("appsecret_proof")) {
      return Kind.PERMISSION;
    }
    if (says("could not scrape")) {
      return Kind.NO_CARD;
    }
    return temporary ? Kind.UNSURE : Kind.REFUSED;
  }

  /// Whether one of these is said, in small letters.
  boolean says(String... parts) {
    var small = words.toLowerCase(Locale.ROOT);
    return List.of(parts).stream().anyMatch(small::contains);
  }

  /// The words, and what became of the token.
  String tokenWords() {
    return code == 190 && TOKENS.containsKey(subcode)
        ? words + " (" + TOKENS.get(subcode) + ")"
        : words;
  }

  private static String sentences(JsonNode error) {
    return Stream.of("error_user_msg", "message")
        .flatMap(it -> Json.word(error, it).stream())
        .distinct()
        .collect(Collectors.joining(": "));
  }
}
