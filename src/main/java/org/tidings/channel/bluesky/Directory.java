// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tidings.channel.Outcome;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// Finds the server that holds an account: handle → DID → DID document → server
/// (atproto.com/specs/handle, atproto.com/specs/did).
final class Directory {
  /// Answers for any handle, its DNS record included, which we can't read ourselves.
  private static final URI PUBLIC = URI.create("https://public.api.bsky.app");

  private static final String PLC = "https://plc.directory/";
  private static final Pattern DID_PLC = Pattern.compile("did:plc:[a-z2-7]{24}");
  private static final Pattern DID_WEB = Pattern.compile("did:web:([a-z0-9-]+(\\.[a-z0-9-]+)+)");

  private final Http http;
  private final Xrpc xrpc;

  Directory(Http http, Xrpc xrpc) {
    this.http = http;
    this.xrpc = xrpc;
  }

  /// What came of a search.
  sealed interface Result {
    record Found(Home home) implements Result {}

    record Nowhere(Outcome.NotPosted why) implements Result {}
  }

  /// By handle, and back: the account must claim the handle too, else anybody could point at it.
  Result byHandle(String handle) {
    return switch (did(handle)) {
      case Did.None(var why) -> new Result.Nowhere(why);
      case Did.Is(var did) -> document(did, it -> claimed(handle, did, it));
    };
  }

  /// By DID only, for an account that we know: whoever takes over its handle gets nothing from us.
  Result byDid(Home known) {
    return document(known.did(), it -> home(known.handle(), known.did(), it));
  }

  private sealed interface Did {
    record Is(String did) implements Did {}

    record None(Outcome.NotPosted why) implements Did {}
  }

  private Did did(String handle) {
    var name = "com.atproto.identity.resolveHandle";
    var call = xrpc.query(PUBLIC, name, Map.of("handle", handle), Optional.empty());
    if (call instanceof Call.Done(var body)) {
      var did = body.path("did").asString("");
      if (isDid(did)) {
        return new Did.Is(did);
      }
    }
    return wellKnown(handle)
        .<Did>map(Did.Is::new)
        .orElseGet(() -> new Did.None(notFound(handle, call)));
  }

  private Optional<String> wellKnown(String handle) {
    var uri = URI.create("https://" + handle + "/.well-known/atproto-did");
    return http.send(Request.get(uri)) instanceof Reply.Answer answer && answer.ok()
        ? Optional.of(answer.text().strip()).filter(Directory::isDid)
        : Optional.empty();
  }

  /// A refusal is the directory's word that there is no such handle; all else may be a bad moment.
  private static Outcome.NotPosted notFound(String handle, Call call) {
    var what = "no account has the handle @" + handle;
    return switch (call) {
      case Call.Refused refused when refused.status() == 400 ->
          new Outcome.Misconfigured(what + "; check `handle`");
      case Call.Failed failed -> new Outcome.Deferred(failed.beforePosting().reason());
      case Call.Done _ -> new Outcome.Misconfigured(what + "; check `handle`");
    };
  }

  private Result document(String did, Function<JsonNode, Result> use) {
    return switch (http.send(Request.get(address(did)))) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text()).map(use).orElseGet(() -> later(did, "is not a JSON document"));
      case Reply.Answer answer when answer.status() == 404 || answer.status() == 410 ->
          nowhere("the account " + did + " does not exist any more; check `handle`");
      case Reply.Answer answer -> later(did, "answered HTTP " + answer.status());
      case Reply.NotSent(_, var why) -> later(did, why);
      case Reply.NoAnswer(var why) -> later(did, why);
    };
  }

  private static URI address(String did) {
    var web = DID_WEB.matcher(did);
    return URI.create(
        web.matches() ? "https://" + web.group(1) + "/.well-known/did.json" : PLC + did);
  }

  private static Result claimed(String handle, String did, JsonNode document) {
    for (var name : document.path("alsoKnownAs")) {
      if (name.asString("").equalsIgnoreCase("at://" + handle)) {
        return home(handle, did, document);
      }
    }
    return nowhere(
        "@%s points to %s, which does not claim that handle; check `handle`"
            .formatted(handle, did));
  }

  private static Result home(String handle, String did, JsonNode document) {
    for (var service : document.path("service")) {
      var id = service.path("id").asString("");
      var server = server(service.path("serviceEndpoint").asString(""));
      if ((id.equals("#atproto_pds") || id.equals(did + "#atproto_pds")) && server.isPresent()) {
        return new Result.Found(new Home(handle, did, server.get()));
      }
    }
    return nowhere("the account " + did + " names no server that holds it");
  }

  private static Optional<URI> server(String text) {
    try {
      var uri = URI.create(text);
      var web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static boolean isDid(String text) {
    return DID_PLC.matcher(text).matches() || DID_WEB.matcher(text).matches();
  }

  private static Result nowhere(String why) {
    return new Result.Nowhere(new Outcome.Misconfigured(why));
  }

  private static Result later(String did, String why) {
    return new Result.Nowhere(new Outcome.Deferred("looking up " + did + ": " + why));
  }
}
