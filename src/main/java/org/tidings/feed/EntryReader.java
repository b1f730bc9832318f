// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndPerson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;
import org.tidings.feed.Format.Family;

/// Makes one entry from what ROME read and what we read ourselves.
///
/// @param author the feed's own, for Atom entries without one (RFC 4287 section 4.2.1)
/// @param language the feed's own
record EntryReader(Family family, Optional<String> author, Optional<String> language) {
  /// Categories of one entry; more is spam.
  private static final int MAX_CATEGORIES = 100;

  /// One entry.
  Entry read(SyndEntry rome, Extras extras) {
    var summary =
        TextConstruct.html(rome.getDescription(), family)
            .or(() -> extras.about().map(EntryReader::lines));
    var content = content(rome);
    var enclosures = enclosures(rome, extras.scope());
    return new Entry(
        extras.id(),
        extras.link(),
        TextConstruct.title(rome.getTitleEx(), rome.getTitle()),
        extras.published(),
        extras.updated(),
        authors(rome).or(this::author),
        categories(rome),
        extras.scope().language().or(this::language),
        summary,
        content,
        image(extras, enclosures, content, summary),
        enclosures,
        extras.others());
  }

  private static String lines(String plain) {
    return Entities.escape(plain).replace("\n", "<br>");
  }

  private Optional<String> content(SyndEntry rome) {
    return rome.getContents().stream()
        .flatMap((SyndContent it) -> TextConstruct.html(it, family).stream())
        .findFirst();
  }

  private static Optional<Entry.Image> image(
      Extras extras,
      List<Entry.Enclosure> enclosures,
      Optional<String> content,
      Optional<String> summary) {
    var shown =
        Stream.concat(
                Pictures.shown(content, extras.scope()).stream(),
                Pictures.shown(summary, extras.scope()).stream())
            .toList();
    return extras
        .image()
        .or(() -> Pictures.enclosed(enclosures))
        .or(() -> shown.stream().findFirst())
        .map(it -> Pictures.described(it, shown));
  }

  private static List<Entry.Enclosure> enclosures(SyndEntry rome, Scope scope) {
    return rome.getEnclosures().stream()
        .flatMap(it -> enclosure(it, scope).stream())
        .distinct()
        .toList();
  }

  private static Optional<Entry.Enclosure> enclosure(SyndEnclosure rome, Scope scope) {
    return Optional.ofNullable(rome.getUrl())
        .flatMap(scope::resolve)
        .map(
            url ->
                new Entry.Enclosure(
                    url,
                    Optional.ofNullable(rome.getType())
                        .map(String::strip)
                        .filter(it -> !it.isEmpty()),
                    Optional.of(rome.getLength()).filter(it -> it > 0)));
  }

  private static List<String> categories(SyndEntry rome) {
    var own = rome.getCategories().stream().map(EntryReader::name);
    var subjects =
        dublinCore(rome).stream().flatMap(it -> it.getSubjects().stream()).map(DCSubject::getValue);
    return Stream.concat(own, subjects)
        .filter(Objects::nonNull)
        .flatMap(it -> TextConstruct.category(it).stream())
        .distinct()
        .limit(MAX_CATEGORIES)
        .toList();
  }

  /// Atom's label is for people; its term may be an address.
  private static String name(SyndCategory category) {
    var label = category.getLabel();
    return label == null || label.isBlank() ? category.getName() : label;
  }

  private static Optional<String> authors(SyndEntry rome) {
    return names(
        rome.getAuthors().isEmpty()
            ? dublinCore(rome).stream().flatMap(it -> creators(it).stream())
            : rome.getAuthors().stream().map(SyndPerson::getName));
  }

  /// ROME puts RSS's author, an e-mail address, behind the creators.
  private static List<String> creators(DCModule module) {
    var named = module.getCreators().stream().filter(it -> it.indexOf('@') < 0).toList();
    return named.isEmpty() ? module.getCreators() : named;
  }

  /// The names, each once, as one line.
  static Optional<String> names(Stream<String> people) {
    var names =
        people
            .filter(Objects::nonNull)
            .flatMap(it -> TextConstruct.person(it).stream())
            .distinct()
            .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  private static Optional<DCModule> dublinCore(SyndEntry rome) {
    return Optional.ofNullable((DCModule) rome.getModule(DCModule.URI));
  }
}
