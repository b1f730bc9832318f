// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.feed.FeedDocument;

/// What a document says of the place it comes from, as far as it matters for telling its entries
/// apart.
///
/// @param homes canonical addresses that are no entry's own: the site's page, the feed itself
/// @param hosts the site's own
/// @param pages the host that all its entries' pages are on, or the site's own
/// @param oneBlog whether all guids that are addresses lie on one host. A planet, which collects
///     many blogs, has `/hello-world` more than once
/// @param wordpress whether it says that WordPress wrote it
record Site(
    Set<String> homes, Set<String> hosts, Set<String> pages, boolean oneBlog, boolean wordpress) {
  static Site of(URI feed, FeedDocument document) {
    var own =
        Stream.of(Optional.of(feed), document.link(), document.self())
            .flatMap(Optional::stream)
            .toList();
    return new Site(
        own.stream().map(CanonicalUrl::forIdentity).collect(Collectors.toUnmodifiableSet()),
        hosts(own.stream()),
        pages(own, document),
        hosts(document.entries().stream().flatMap(it -> Guids.address(it).stream())).size() <= 1,
        document
            .generator()
            .filter(it -> it.toLowerCase(Locale.ROOT).contains("wordpress"))
            .isPresent());
  }

  /// Whether a link says nothing about the entry that has it.
  boolean isHome(URI link) {
    var page = CanonicalUrl.forIdentity(link);
    return CanonicalUrl.isFrontPage(page) || homes.contains(page);
  }

  /// Whether a page is one of the blog's own, so that its path means something without the host.
  boolean isOwn(URI link) {
    return CanonicalUrl.host(link).filter(pages::contains).isPresent();
  }

  /// Whether WordPress' numbers in addresses of that host can be told from those of other blogs.
  boolean numbers(URI address) {
    return (oneBlog && wordpress) || CanonicalUrl.host(address).filter(hosts::contains).isPresent();
  }

  private static Set<String> pages(List<URI> own, FeedDocument document) {
    var pages = hosts(document.entries().stream().flatMap(it -> it.link().stream()));
    return pages.size() == 1 ? pages : hosts(own.stream());
  }

  private static Set<String> hosts(Stream<URI> addresses) {
    return addresses
        .flatMap(it -> CanonicalUrl.host(it).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
