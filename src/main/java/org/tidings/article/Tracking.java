// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Parameters that say where a reader came from, not where to go.
final class Tracking {
  /// By who adds them: Google Analytics and Ads, Meta, Microsoft, Yandex, X, Mailchimp, Marketo,
  /// Instagram, HubSpot, Vero, Google Merchant, Beehiiv.
  private static final Set<String> NAMES =
      Set.of(
          "gclid",
          "dclid",
          "gbraid",
          "wbraid",
          "gad_source",
          "fbclid",
          "msclkid",
          "yclid",
          "twclid",
          "mc_cid",
          "mc_eid",
          "mkt_tok",
          "igshid",
          "igsh",
          "_hsenc",
          "_hsmi",
          "vero_id",
          "vero_conv",
          "srsltid",
          "_bhlid");

  private static final Pattern PREFIXED = Pattern.compile("(?:utm_|__hs).+");

  /// Not `campaign_id`: a fund-raiser's page may be found by it.
  private static final Pattern CAMPAIGN =
      Pattern.compile("campaign_(?:medium|name|source|term|content)");

  /// What blog software and Medium (`source=rss----…`) write into the links of their feeds.
  private static final Pattern FEED_LABEL =
      Pattern.compile("(?:rss|atom|feed|rss-?feed|atom-?feed|rss[-_].*)", Pattern.CASE_INSENSITIVE);

  private Tracking() {}

  /// A query without its tracking parameters; the others as they were.
  static String without(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(it -> !is(it))
        .collect(Collectors.joining("&"));
  }

  /// Whether a fragment consists of nothing else: some put them there to spare caches.
  static boolean isAll(String fragment) {
    return Arrays.stream(fragment.split("&", -1)).allMatch(Tracking::is);
  }

  private static boolean is(String parameter) {
    var pair = parameter.split("=", 2);
    // "&amp;" that was escaped once too often
    var name = pair[0].toLowerCase(Locale.ROOT).replaceFirst("^amp;", "");
    var value = pair.length > 1 ? pair[1] : "";
    return NAMES.contains(name)
        || PREFIXED.matcher(name).matches()
        || CAMPAIGN.matcher(name).matches()
        || switch (name) {
          case "ref", "ref_src", "source" -> FEED_LABEL.matcher(value).matches();
          case "feature" -> value.equals("youtu.be");
          default -> false;
        };
  }
}
