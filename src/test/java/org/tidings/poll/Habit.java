// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tidings.http.Headers;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.poll.Scorer.Rule;
import org.tidings.secret.Secret;

/// What a client can do wrong without the poller's help, and what of it is seen.
enum Habit {
  DROPS_CONDITIONS(Rule.UNCONDITIONAL),
  DROPS_THE_DATE(Rule.UNCONDITIONAL),
  UNQUOTES_ETAGS(Rule.ALTERED),
  REWRITES_DATES(Rule.ALTERED),
  /// The poller never hears what the server asks for.
  HEARS_NO_CACHE_CONTROL(Rule.EARLY),
  HEARS_NO_RETRY_AFTER(Rule.RETRY_AFTER),
  TAKES_TROUBLE_FOR_UNCHANGED(Rule.EARLY),
  TAKES_GONE_FOR_MISSING(Rule.EARLY),
  SENDS_COOKIES(Rule.FIELD),
  BUSTS_CACHES(Rule.ADDRESS);

  final Rule broken;

  Habit(Rule broken) {
    this.broken = broken;
  }

  Http on(Http http) {
    return request -> heard(http.send(said(request)));
  }

  private Request said(Request request) {
    return switch (this) {
      case DROPS_CONDITIONS -> changed(request, it -> conditional(it) ? none() : Stream.of(it));
      case DROPS_THE_DATE ->
          changed(request, it -> it.name().equals("If-Modified-Since") ? none() : Stream.of(it));
      case UNQUOTES_ETAGS -> changed(request, it -> Stream.of(rewritten(it, "\"", "")));
      case REWRITES_DATES -> changed(request, it -> Stream.of(rewritten(it, " GMT", " UTC")));
      case SENDS_COOKIES -> request.header("Cookie", "seen=1");
      case BUSTS_CACHES ->
          new Request(
              request.method(),
              request.uri().resolve("?_=1"),
              request.fields(),
              request.body(),
              request.limits());
      default -> request;
    };
  }

  private static Stream<Request.Field> none() {
    return Stream.empty();
  }

  private static boolean conditional(Request.Field field) {
    return field.about().isPresent();
  }

  private static Request.Field rewritten(Request.Field it, String what, String with) {
    var value = it.value().reveal();
    return conditional(it)
        ? new Request.Field(
            it.name(), Secret.of(value.replace(what, with)), it.credential(), it.about())
        : it;
  }

  private static Request changed(
      Request request, Function<Request.Field, Stream<Request.Field>> change) {
    var fields = request.fields().stream().flatMap(change).toList();
    return new Request(request.method(), request.uri(), fields, request.body(), request.limits());
  }

  private Reply heard(Reply reply) {
    return reply instanceof Reply.Answer answer ? heard(answer) : reply;
  }

  private Reply heard(Reply.Answer it) {
    return switch (this) {
      case HEARS_NO_CACHE_CONTROL -> without(it, List.of("Cache-Control", "Expires"));
      case HEARS_NO_RETRY_AFTER -> without(it, List.of("Retry-After"));
      case TAKES_TROUBLE_FOR_UNCHANGED -> it.status() >= 500 ? with(it, 304) : it;
      case TAKES_GONE_FOR_MISSING -> it.status() == 410 ? with(it, 404) : it;
      default -> it;
    };
  }

  private static Reply.Answer with(Reply.Answer it, int status) {
    return new Reply.Answer(status, it.headers(), it.body(), it.uri(), it.moves());
  }

  private static Reply.Answer without(Reply.Answer it, List<String> names) {
    var fields = it.headers().fields().stream().filter(f -> !names.contains(f.name())).toList();
    return new Reply.Answer(it.status(), new Headers(fields), it.body(), it.uri(), it.moves());
  }
}
