// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Networks that people name in a configuration although nothing can be posted there any more, with
/// what became of them and what to use instead.
public final class ClosedNetworks {
  private static final String GOOGLE_PLUS =
      "Google+ closed on 2 April 2019 and nothing took its place for blogs; a local business can"
          + " post to its Google Business Profile, which a later version will do";

  private static final Map<String, String> STORIES =
      Map.ofEntries(
          Map.entry("google-plus", GOOGLE_PLUS),
          Map.entry("googleplus", GOOGLE_PLUS),
          Map.entry("google+", GOOGLE_PLUS),
          Map.entry("gplus", GOOGLE_PLUS),
          Map.entry(
              "medium",
              "Medium gives out no new tokens since 1 January 2025; use its page 'Import a story'"
                  + " by hand"),
          Map.entry(
              "reddit",
              "Reddit ended self-service access to its interface in November 2025; post there by"
                  + " hand"),
          Map.entry(
              "vk",
              "VK grants the right to post to a wall only in exceptional cases; post there by hand,"
                  + " or use type = \"webhook\" with a bridge of your own"),
          Map.entry(
              "whatsapp",
              "WhatsApp Channels have no official way in; use type = \"webhook\" with a bridge of"
                  + " your own"),
          Map.entry("line-notify", "LINE Notify ended on 31 March 2025"));

  private ClosedNetworks() {}

  /// What became of the network of that name, if it is one of these.
  public static Optional<String> story(String type) {
    return Optional.ofNullable(STORIES.get(type.toLowerCase(Locale.ROOT).replace('_', '-')));
  }
}
