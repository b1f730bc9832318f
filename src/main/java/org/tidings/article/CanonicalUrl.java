// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.IDN;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One address for the many that lead to the same page.
public final class CanonicalUrl {
  /// RFC 3986 appendix B: fits any string, so that what [URI] can't take apart (a host with an
  /// underscore, an authority that is no host) is still an address here.
  private static final Pattern PARTS =
      Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");

  private static final Pattern INDEX = Pattern.compile("/index\\.(?:html?|php)$");

  /// The copy of a page for phones, by WordPress' plugin and others: the page's path and `/amp`.
  private static final Pattern AMP = Pattern.compile("(?<=[^/])/amp$");

  private static final Pattern VIDEO_PATH =
      Pattern.compile("/(?:shorts|live|embed|v)/([A-Za-z0-9_-]+)");

  private static final Pattern FRONT = Pattern.compile("[^/?#]*");

  private CanonicalUrl() {}

  /// The address to send readers to: without what only tracks them, otherwise verbatim.
  public static URI forPosting(URI link) {
    var parts = PARTS.matcher(link.toString());
    if (!parts.matches()) {
      return link;
    }
    var query = Optional.ofNullable(parts.group(4));
    var fragment = Optional.ofNullable(parts.group(5));
    var cleanQuery =
        query.map(Tracking::without).filter(it -> !it.isEmpty()).or(() -> emptied(query));
    var cleanFragment = fragment.filter(it -> !Tracking.isAll(it));
    if (cleanQuery.equals(query) && cleanFragment.equals(fragment)) {
      return link;
    }
    var end = query.isPresent() ? parts.start(4) - 1 : parts.end(3);
    return URI.create(
        link.toString().substring(0, end)
            + cleanQuery.map(it -> "?" + it).orElse("")
            + cleanFragment.map(it -> "#" + it).orElse(""));
  }

  /// A lone question mark stays where the author put it.
  private static Optional<String> emptied(Optional<String> query) {
    return query.filter(String::isEmpty);
  }

  /// The same text for all addresses of one page: not an address itself, only to be compared.
  /// Scheme, `www.`, default port, tracking, order of parameters, `index.html`, `/amp` and a slash
  /// at the end make no difference, nor does the fragment unless it is a page's name (`#!`).
  public static String forIdentity(URI link) {
    return identity(link, false);
  }

  /// The same, but the fragment counts: for documents whose entries are parts of one page.
  static String forIdentityWithFragment(URI link) {
    return identity(link, true);
  }

  /// Whether what [#forIdentity] gave is a web site's front page.
  static boolean isFrontPage(String page) {
    return FRONT.matcher(page).matches();
  }

  /// The host as it is compared: lower case, ASCII, without `www.`; absent if there is none.
  static Optional<String> host(URI link) {
    var parts = PARTS.matcher(link.toString());
    return parts.matches()
        ? Optional.ofNullable(parts.group(2))
            .map(it -> host(it).replaceFirst(":\\d+$", ""))
            .filter(it -> !it.isEmpty())
        : Optional.empty();
  }

  /// What [#forIdentity] gives, without the host; absent if nothing is left.
  static Optional<String> path(URI link) {
    var page = forIdentity(link);
    var slash = page.indexOf('/');
    return Optional.of(slash < 0 ? "" : page.substring(slash)).filter(it -> it.length() > 1);
  }

  private static String identity(URI link, boolean withFragment) {
    var parts = PARTS.matcher(link.toString().strip());
    if (!parts.matches() || !isWeb(parts.group(1))) {
      return link.toString().strip();
    }
    var host = host(text(parts.group(2)));
    var path = path(text(parts.group(3)));
    var query = query(text(parts.group(4)));
    var video = video(host, path, query);
    if (video.isPresent()) {
      return video.get();
    }
    var fragment = text(parts.group(5));
    var counts = fragment.startsWith("!") || (withFragment && !fragment.isEmpty());
    return host
        + path
        + (query.isEmpty() ? "" : "?" + query)
        + (counts ? "#" + Percent.normalise(fragment) : "");
  }

  private static boolean isWeb(@Nullable String scheme) {
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }

  private static String text(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static String host(String authority) {
    var host = authority.substring(authority.lastIndexOf('@') + 1);
    var plain = ascii(host.replaceFirst(":(?:80|443)?$", "").replaceFirst("\\.$", ""));
    return plain.startsWith("www.") && plain.indexOf('.', 4) > 0 ? plain.substring(4) : plain;
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return host.toLowerCase(Locale.ROOT); // not a name that DNS could have: compared as it stands
    }
  }

  private static String path(String raw) {
    var path = withoutDots(Percent.normalise(raw));
    var page = INDEX.matcher(path).replaceFirst("/").replaceFirst("/+$", "");
    return AMP.matcher(page).replaceFirst("");
  }

  /// RFC 3986 section 5.2.4.
  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    var kept = new ArrayDeque<String>();
    for (var segment : path.substring(1).split("/", -1)) {
      switch (segment) {
        case ".." -> kept.pollLast();
        case "." -> {}
        default -> kept.addLast(segment);
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String query(String raw) {
    return Arrays.stream(Tracking.without(raw).split("&"))
        .map(Percent::normalise)
        .filter(it -> !it.isEmpty() && !it.equals("amp") && !it.equals("amp=1"))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  /// YouTube's addresses of one video, as its feeds name it.
  private static Optional<String> video(String host, String path, String query) {
    var id =
        switch (host) {
          case "youtu.be" -> Optional.of(path.substring(Math.min(1, path.length())));
          case "youtube.com", "m.youtube.com", "youtube-nocookie.com" ->
              path.equals("/watch") ? parameter(query, "v") : shortPath(path);
          default -> Optional.<String>empty();
        };
    return id.filter(it -> !it.isEmpty()).map(it -> "yt:video:" + it);
  }

  private static Optional<String> shortPath(String path) {
    var match = VIDEO_PATH.matcher(path);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }

  /// The value of a parameter in a query.
  static Optional<String> parameter(String query, String name) {
    return Stream.of(query.split("&"))
        .filter(it -> it.startsWith(name + "="))
        .map(it -> it.substring(name.length() + 1))
        .findFirst();
  }
}
