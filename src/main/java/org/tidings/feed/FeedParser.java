// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;
import org.tidings.feed.Format.Family;

/// Reads a feed document. Pure, and safe with any bytes: it never throws, never waits, and asks
/// nobody for anything.
public final class FeedParser {
  /// More than is fetched; a file may be larger, and its tree takes ten times as much.
  static final int MAX_BYTES = 16 << 20;

  private final URI base;
  private final Instant now;
  private final Repairs repairs = new Repairs();

  private FeedParser(URI base, Instant now) {
    this.base = base;
    this.now = now;
  }

  /// Reads a document.
  ///
  /// @param contentType the header's value, for its charset
  /// @param base where the document came from: what relative links are relative to
  /// @param now dates more than a day later are absent
  public static ParseResult parse(
      byte[] body, Optional<String> contentType, URI base, Instant now) {
    if (body.length > MAX_BYTES) {
      return new ParseResult.Unreadable("the feed is larger than 16 MiB");
    }
    var parser = new FeedParser(base, now);
    try {
      var text = Decoder.decode(body, contentType, parser.repairs);
      return new ParseResult.Parsed(parser.read(text));
    } catch (UnreadableException e) {
      return new ParseResult.Unreadable(e.reason());
    } catch (IllegalArgumentException e) {
      // JDOM's word for names, texts and trees that no XML can have
      return new ParseResult.Unreadable("the feed can't be read: " + e.getMessage());
    }
  }

  /// The one choice of a syntax.
  private FeedDocument read(String text) throws UnreadableException {
    var json = JsonFeed.start(text);
    return json.isPresent() ? JsonFeed.read(text, json.get(), base, now, repairs) : xml(text);
  }

  private FeedDocument xml(String text) throws UnreadableException {
    var sound = XmlRepair.repair(text, repairs);
    var tree = FeedTree.of(XmlTree.parse(sound, repairs), repairs);
    Pruning.flatten(tree);
    var extras = new ArrayList<Extras>(tree.entries().size());
    for (var entry : tree.entries()) {
      extras.add(Extras.of(entry, tree.format(), base, now));
    }
    var head = Head.of(tree.head(), base);
    Pruning.prune(tree);
    return document(tree.format(), head, Rome.read(tree.document()), extras);
  }

  private FeedDocument document(Format format, Head head, SyndFeed rome, List<Extras> extras)
      throws UnreadableException {
    if (rome.getEntries().size() != extras.size()) {
      throw new UnreadableException(
          "the feed can't be read: it has %d entries, of which %d were understood"
              .formatted(extras.size(), rome.getEntries().size()));
    }
    var language = head.language().or(() -> said(rome.getLanguage()).flatMap(Scope::language));
    var reader = new EntryReader(format.family(), author(format, rome), language);
    var entries = new ArrayList<Entry>(extras.size());
    for (var i = 0; i < extras.size(); i++) {
      entries.add(reader.read(rome.getEntries().get(i), extras.get(i)));
    }
    return new FeedDocument(
        format.name(),
        TextConstruct.title(rome.getTitleEx(), rome.getTitle()),
        page(format, head, rome),
        head.self(),
        head.older(),
        language,
        head.generator(),
        head.interval(),
        head.hubs(),
        repairs.list(),
        entries);
  }

  /// ROME gives an Atom feed's own address as its link.
  private Optional<URI> page(Format format, Head head, SyndFeed rome) {
    return format.family() == Family.ATOM
        ? head.page()
        : said(rome.getLink()).flatMap(head.scope()::resolve).or(head::page);
  }

  private static Optional<String> author(Format format, SyndFeed rome) {
    return format.family() == Family.ATOM
        ? EntryReader.names(rome.getAuthors().stream().map(SyndPerson::getName))
        : Optional.empty();
  }

  private static Optional<String> said(@Nullable String words) {
    return Optional.ofNullable(words).filter(it -> !it.isBlank());
  }

  /// What is read from the channel's or feed's element itself.
  private record Head(
      Scope scope,
      Optional<URI> page,
      Optional<URI> self,
      Optional<URI> older,
      Optional<String> generator,
      Optional<Duration> interval,
      Hubs hubs) {

    static Head of(Element head, URI document) {
      var links = Link.of(head, document);
      return new Head(
          Scope.of(head, document),
          Link.page(links),
          linked(links, "self"),
          linked(links, "prev-archive").or(() -> linked(links, "next")),
          head.getChildren().stream()
              .filter(it -> it.getName().equals("generator"))
              .findFirst()
              .flatMap(it -> TextConstruct.category(it.getText())),
          Interval.of(head),
          new Hubs(
              links.stream().filter(it -> it.is("hub")).map(Link::target).distinct().toList(),
              Cloud.of(head)));
    }

    private static Optional<URI> linked(List<Link> links, String relation) {
      return links.stream().filter(it -> it.is(relation)).map(Link::target).findFirst();
    }

    Optional<String> language() {
      return scope.language();
    }
  }
}
