// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import org.tidings.channel.Outcome;
import org.tidings.text.Graphemes;
import org.tidings.text.LogText;

/// What a server's refusal means for a post. The names are those of the reference server
/// (github.com/bluesky-social/atproto, packages/pds and packages/xrpc); where a server gives none,
/// the status decides.
final class Verdict {
  private static final int WORDS = 200;

  private Verdict() {}

  static Outcome of(Call.Refused refused) {
    var words = words(refused);
    return switch (refused.error()) {
      case "ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired" ->
          new Outcome.Unauthorized(words);
      case "AuthFactorTokenRequired" ->
          new Outcome.Unauthorized(
              words + "; the account wants a second factor: use an app password");
      case "AccountTakedown",
          "AccountSuspended",
          "AccountDeactivated",
          "RepoTakendown",
          "RepoSuspended",
          "RepoDeactivated" ->
          new Outcome.Unauthorized(words + "; look at the account in the app");
      case "BlobNotFound" -> new Outcome.Stale(words);
      case "MethodNotImplemented", "XRPCNotSupported", "AccountNotFound", "RepoNotFound" ->
          new Outcome.Misconfigured(words + "; is this the account's server?");
      // Somebody else wrote at the same moment; the record itself was not judged.
      case "InvalidSwap" -> new Outcome.Deferred(words);
      default -> byStatus(refused, words);
    };
  }

  private static Outcome byStatus(Call.Refused refused, String words) {
    return switch (refused.status()) {
      case 401 -> new Outcome.Unauthorized(words);
      case 403, 404, 405, 501 -> new Outcome.Misconfigured(words);
      // A gateway that stopped waiting for the server does not know what it did.
      case 408 -> new Outcome.Unknown(words);
      case 413 -> new Outcome.Rejected(words);
      // Refused before any work; and our record key makes a repeat harmless.
      case 429, 503 -> new Outcome.Deferred(words, refused.asked());
      default -> byClass(refused, words);
    };
  }

  private static Outcome byClass(Call.Refused refused, String words) {
    return switch (refused.status() / 100) {
      case 3 -> new Outcome.Misconfigured(words + "; set `api` to the address it moved to");
      // Not the server's words but those of something in front of it: nothing was judged.
      case 4 ->
          refused.error().isEmpty() ? new Outcome.Deferred(words) : new Outcome.Rejected(words);
      default -> new Outcome.Unknown(words);
    };
  }

  private static String words(Call.Refused refused) {
    var said = refused.error().isEmpty() ? "" : " " + refused.error();
    var message = refused.message().isBlank() ? "" : ": " + refused.message();
    return refused.method()
        + ": HTTP "
        + refused.status()
        + Graphemes.first(LogText.safe(said + message), WORDS);
  }
}
