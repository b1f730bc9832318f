// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tidings.http.Headers;

/// The `Link` fields of an answer (RFC 8288 section 3), as far as feeds need them.
final class LinkHeader {
  private static final Pattern LINK =
      Pattern.compile("<([^<>]{0,2048})>((?:[^,\"<]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)");
  private static final Pattern REL =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))", Pattern.CASE_INSENSITIVE);

  private static final Pattern TYPE =
      Pattern.compile(";\\s*type\\s*=\\s*\"?([\\w/+.-]+)", Pattern.CASE_INSENSITIVE);

  /// Longer ones are no directory of hubs.
  private static final int LONGEST = 8192;

  private LinkHeader() {}

  /// The targets of that relation, in order.
  ///
  /// @param base what relative targets are relative to
  static List<URI> targets(Headers headers, String relation, URI base) {
    return found(headers, base, it -> has(it, relation));
  }

  /// The feeds among the alternates of a page.
  static List<URI> feeds(Headers headers, URI base) {
    return found(headers, base, it -> has(it, "alternate") && hasFeedType(it));
  }

  private static boolean hasFeedType(String parameters) {
    var type = TYPE.matcher(parameters);
    return type.find() && NamedFeeds.isFeed(type.group(1).toLowerCase(Locale.ROOT));
  }

  private static List<URI> found(Headers headers, URI base, Predicate<String> wanted) {
    var found = new ArrayList<URI>();
    for (var value : headers.all("Link")) {
      var link = LINK.matcher(value.length() > LONGEST ? "" : value);
      while (link.find()) {
        if (wanted.test(link.group(2))) {
          address(base, link.group(1)).ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  /// A second `rel` of one link is to be ignored.
  private static boolean has(String parameters, String relation) {
    var rel = REL.matcher(parameters);
    if (!rel.find()) {
      return false;
    }
    var relations = rel.group(1) == null ? rel.group(2) : rel.group(1);
    return List.of(relations.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)).contains(relation);
  }

  private static Optional<URI> address(URI base, String target) {
    try {
      return Optional.of(base.resolve(target.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no address, so no link
    }
  }
}
