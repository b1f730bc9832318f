// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.http.Headers;
import org.tidings.http.Headers.Field;
import org.tidings.http.Reply;
import org.tidings.poll.Said.Content;
import org.tidings.poll.Scorer.Call;

/// A blog that nobody wrote: what its server answers at any time of the month.
///
/// @param address as its readers know it
/// @param way whether and how that leads elsewhere
/// @param articles when each was, or will be, published; ascending
/// @param filler how many letters are in each, besides
record MadeUpBlog(
    String name,
    URI address,
    Way way,
    Custom custom,
    Asking asking,
    List<Instant> articles,
    List<Spell> spells,
    int filler,
    Sent sent) {
  private static final int SHOWN = 10;

  MadeUpBlog {
    articles = List.copyOf(articles);
    spells = List.copyOf(spells);
  }

  /// A redirect.
  ///
  /// @param status 301, 302, 307 or 308
  /// @param since from when on
  record Way(int status, URI to, Instant since) {}

  /// What its only reader was sent last: it is asked whether a document is another one.
  static final class Sent {
    private int version = -1;
    private long answers;

    private Content document(int newer) {
      var content = newer == version ? Content.SAME : Content.NEW;
      version = newer;
      return content;
    }

    /// After what could not be read, anything is news.
    private void broken() {
      version = -1;
    }
  }

  /// An answer, and what is meant by it.
  record Answer(Reply reply, Said said) {}

  static MadeUpBlog of(String name, URI address, Custom custom, List<Instant> articles) {
    return new MadeUpBlog(
        name,
        address,
        new Way(0, address, Instant.MAX),
        custom,
        Asking.NOTHING,
        articles,
        List.of(),
        0,
        new Sent());
  }

  MadeUpBlog going(Way other) {
    return new MadeUpBlog(
        name, address, other, custom, asking, articles, spells, filler, new Sent());
  }

  MadeUpBlog asking(Asking other) {
    return new MadeUpBlog(name, address, way, custom, other, articles, spells, filler, new Sent());
  }

  MadeUpBlog having(List<Spell> other) {
    return new MadeUpBlog(name, address, way, custom, asking, articles, other, filler, new Sent());
  }

  MadeUpBlog filled(int letters) {
    return new MadeUpBlog(
        name, address, way, custom, asking, articles, spells, letters, new Sent());
  }

  /// All addresses that are its own.
  List<URI> addresses() {
    return List.of(address, way.to());
  }

  /// Answers one request.
  ///
  /// @param then when the answer arrives
  Answer answer(Call request, Instant then) {
    sent.answers++;
    if (request.uri().equals(address) && !then.isBefore(way.since())) {
      return redirect();
    }
    var spell = spells.stream().filter(it -> it.holds(request.at())).findFirst();
    return spell.filter(it -> !it.isBody()).isPresent()
        ? trouble(spell.get(), request, then)
        : document(request, spell, then);
  }

  private Answer redirect() {
    var location = Headers.of("Location", way.to().toString());
    return new Answer(
        reply(way.status(), location.fields(), "", address), Said.moved(way.status(), way.to()));
  }

  private static Answer trouble(Spell spell, Call request, Instant then) {
    var said = Said.status(spell.kind().status);
    return switch (spell.kind()) {
      case SILENT -> new Answer(new Reply.NoAnswer("no whole answer within 30 s"), said);
      case UNREACHABLE ->
          new Answer(new Reply.NotSent(Reply.Cause.UNREACHABLE, "connection refused"), said);
      default -> {
        var fields =
            spell.retryAfter(then).stream().map(it -> new Field("Retry-After", it)).toList();
        var meant = spell.rest(then).map(said::resting).orElse(said);
        yield new Answer(reply(said.status(), fields, "", request.uri()), meant);
      }
    };
  }

  private Answer document(Call request, Optional<Spell> spell, Instant then) {
    var version = (int) articles.stream().filter(it -> !it.isAfter(request.at())).count();
    var edited = articles.get(version - 1);
    var given = custom.given(version, edited, sent.answers);
    var fields = new ArrayList<>(asking.fields(then));
    given.etag().ifPresent(it -> fields.add(new Field("ETag", it)));
    given.lastModified().ifPresent(it -> fields.add(new Field("Last-Modified", it)));
    if (spell.isPresent()) {
      sent.broken();
      var body = broken(spell.get(), version);
      var content = spell.get().kind() == Spell.Kind.CUT_OFF ? Content.CUT_OFF : Content.BROKEN;
      var said = Said.document(given, content, body.length()).pausing(asking.pause());
      return new Answer(reply(200, fields, body, request.uri()), said);
    }
    if (custom.has(given, request.ifNoneMatch(), request.ifModifiedSince())) {
      var said = Said.notModified(given).pausing(asking.pause());
      return new Answer(reply(304, fields, "", request.uri()), said);
    }
    var body = body(version);
    var said = Said.document(given, sent.document(version), body.length());
    return new Answer(reply(200, fields, body, request.uri()), said.pausing(asking.pause()));
  }

  private String broken(Spell spell, int version) {
    var whole = body(version);
    return spell.kind() == Spell.Kind.CUT_OFF
        ? whole.substring(0, whole.length() / 2)
        : "<!DOCTYPE html><html><body>Please log in to read version " + version + "</body></html>";
  }

  private String body(int version) {
    var rss = Rss.empty();
    for (var i = Math.max(0, version - SHOWN); i < version; i++) {
      var link = "https://" + name + ".example/" + i;
      rss = rss.with(link, link, title(i), articles.get(i));
    }
    return rss.toString().replace("<channel>", "<channel>" + asking.elements());
  }

  private String title(int number) {
    return "Part " + number + " of " + name + " x".repeat(filler / 2);
  }

  private static Reply reply(int status, List<Field> fields, String body, URI uri) {
    return new Reply.Answer(
        status, new Headers(fields), body.getBytes(StandardCharsets.UTF_8), uri, List.of());
  }
}
