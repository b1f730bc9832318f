// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The feeds that a web page names, best first.
///
/// @param feeds those of articles
/// @param comments those of comments: never taken for the blog's, or readers' words would be posted
record NamedFeeds(List<URI> feeds, List<URI> comments) {
  private static final Set<String> SURE =
      Set.of(
          "application/rss+xml",
          "application/atom+xml",
          "application/rdf+xml",
          "application/feed+json");

  /// Types of anything; they count where the address speaks of a feed.
  private static final Set<String> VAGUE = Set.of("text/xml", "application/xml");

  private static final Pattern FEED_WORD =
      Pattern.compile("rss|atom|feed", Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMENTS_ADDRESS =
      Pattern.compile("[/?&=_-](comments?|replies)([/?&=_.-]|$)", Pattern.CASE_INSENSITIVE);

  /// In the languages that blogs are commonly in; WordPress translates titles, not paths.
  private static final Pattern COMMENTS_TITLE =
      Pattern.compile(
          "\\bcom+ent(s|i|aires?|arios?|ários?|aris)?\\b|kom+ent|reacties|комментар|коментар|yorum"
              + "|コメント|评论|評論|迴響|댓글",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern NARROW_TITLE =
      Pattern.compile(
          "\\b(category|tag|author|search results?( for .*)?) feed\\b|\\bposts by\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NARROW_PATH =
      Pattern.compile(
          "/(category|categories|kategorie|categor[ií]a|categorie|tags?|schlagwort|etiqueta"
              + "|labels?|topics?|authors?|autor|auteur|search|series|-)/",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NARROW_QUERY =
      Pattern.compile("(^|&)(cat|tag|author|category_name|s|q)=");

  /// The last segment of a path that a feed may have.
  private static final Pattern FEED_PATH =
      Pattern.compile(
          "(.*/)?(rss|atom|feed)(\\.\\w+|/)?|.*\\.(rss|atom)|(.*/)?index\\.xml",
          Pattern.CASE_INSENSITIVE);

  /// Words in a title that say in which format the same articles are.
  private static final Pattern FORMAT_WORDS =
      Pattern.compile("\\b(rss|atom|rdf|json|xml|feed)\\b|[\\d.()/:-]", Pattern.CASE_INSENSITIVE);

  /// A feed as it is named.
  private record Name(URI url, String type, String title) {
    boolean hasCommentsAddress() {
      return COMMENTS_ADDRESS.matcher(url.toString()).find();
    }

    boolean hasCommentsTitle() {
      return COMMENTS_TITLE.matcher(title).find();
    }

    boolean isJson() {
      return type.endsWith("json");
    }

    String subject() {
      return FORMAT_WORDS.matcher(title).replaceAll("").strip().toLowerCase(Locale.ROOT);
    }
  }

  /// What an answer's `Link` fields and a page say, each feed once.
  ///
  /// @param linked feeds that the `Link` fields name
  static NamedFeeds of(List<URI> linked, Document page, URI address) {
    var base = base(page, address);
    var names = new ArrayList<Name>();
    linked.forEach(it -> names.add(new Name(it, "", "")));
    links(page.head(), base).forEach(names::add);
    if (names.isEmpty()) {
      links(page.body(), base).forEach(names::add);
    }
    if (names.isEmpty()) {
      anchors(page, base, address).forEach(names::add);
    }
    var all = once(names);
    // A blog may itself be called "No comment": then its titles tell nothing.
    var titlesTell = all.size() == 1 || !all.stream().allMatch(Name::hasCommentsTitle);
    var parts =
        all.stream()
            .collect(
                Collectors.partitioningBy(
                    it -> it.hasCommentsAddress() || (titlesTell && it.hasCommentsTitle())));
    return new NamedFeeds(
        ranked(parts.getOrDefault(false, List.of()), address),
        parts.getOrDefault(true, List.of()).stream().map(Name::url).toList());
  }

  private static URI base(Document page, URI address) {
    return Optional.ofNullable(page.selectFirst("base[href]"))
        .flatMap(it -> UriReference.resolve(address, it.attr("href")))
        .orElse(address);
  }

  /// HTML, section "Link types": `alternate` with a feed's type, and the older `feed`.
  private static Stream<Name> links(Element part, URI base) {
    return part.select("link[href][rel], a[href][rel]").stream()
        .filter(NamedFeeds::namesFeed)
        .flatMap(it -> name(it, base));
  }

  private static boolean namesFeed(Element link) {
    var relations = Set.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    return relations.contains("feed") || (relations.contains("alternate") && isFeed(link));
  }

  private static boolean isFeed(Element link) {
    var type = type(link);
    var href = link.attr("href");
    return isFeed(type)
        || (VAGUE.contains(type) && FEED_WORD.matcher(href).find())
        || (type.equals("application/json") && !href.contains("/wp-json"));
  }

  /// Whether it is a type of feeds and of nothing else.
  static boolean isFeed(String type) {
    return SURE.contains(type);
  }

  /// Links for readers, to what is called as feeds are.
  private static Stream<Name> anchors(Document page, URI base, URI address) {
    return page.select("a[href]").stream()
        .flatMap(it -> name(it, base))
        .filter(it -> String.valueOf(it.url().getHost()).equalsIgnoreCase(address.getHost()))
        .filter(it -> FEED_PATH.matcher(String.valueOf(it.url().getRawPath())).matches());
  }

  private static Stream<Name> name(Element link, URI base) {
    // "feed:https://…" and "feed://…" open a reader in some browsers
    var href = link.attr("href").strip().replaceFirst("^feed:(//(?=https?:))?", "");
    return UriReference.resolve(base, href).stream()
        .map(it -> new Name(it, type(link), link.attr("title")));
  }

  private static String type(Element link) {
    return link.attr("type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static List<Name> once(List<Name> names) {
    Map<String, Name> seen = new LinkedHashMap<>();
    names.forEach(it -> seen.putIfAbsent(FeedAddress.key(it.url()), it));
    return List.copyOf(seen.values());
  }

  /// In the page's order, since pages name their main feed first, but for what follows.
  private static List<URI> ranked(List<Name> articles, URI page) {
    var subjects =
        articles.stream().filter(it -> !it.isJson()).map(Name::subject).collect(Collectors.toSet());
    Comparator<Name> byRank = Comparator.comparingInt(it -> rank(it, page));
    Comparator<Name> vagueLast = Comparator.comparing(it -> !isFeed(it.type()));
    Comparator<Name> twinLast =
        Comparator.comparing(it -> it.isJson() && subjects.contains(it.subject()));
    return articles.stream()
        .sorted(byRank.thenComparing(vagueLast).thenComparing(twinLast))
        .map(Name::url)
        .toList();
  }

  /// A page in the middle of a site means its own feed; else the one that is of everything. What is
  /// called `feed/` below a page is, in WordPress, of its comments, unless it is of a category.
  private static int rank(Name name, URI page) {
    var path = Optional.ofNullable(name.url().getRawPath()).orElse("");
    var query = Optional.ofNullable(name.url().getRawQuery()).orElse("");
    var narrow =
        NARROW_PATH.matcher(path).find()
            || NARROW_QUERY.matcher(query).find()
            || NARROW_TITLE.matcher(name.title()).find();
    var here = Optional.ofNullable(page.getRawPath()).orElse("");
    var folder = here.substring(0, here.lastIndexOf('/') + 1);
    var own = folder.length() > 1 && path.startsWith(folder);
    if (own && (narrow || !path.matches(Pattern.quote(folder) + "feed/?"))) {
      return 0;
    }
    return narrow ? 2 : 1;
  }
}
