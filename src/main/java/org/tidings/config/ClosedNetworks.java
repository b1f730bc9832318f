// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Networks that people name in a configuration although nothing can be posted there, with what
/// became of them and what to write instead.
public final class ClosedNetworks {
  private static final String BRIDGE = "; use type = \"webhook\" with a bridge of your own";

  private static final List<Door> DOORS =
      List.of(
          new Door("Twitter is called X now: write type = \"x\"", "twitter"),
          new Door(
              "Google+ closed on 2 April 2019, and nothing took its place for blogs; a business"
                  + " posts to its Google Business Profile: write type = \"google-business\"",
              "google-plus",
              "googleplus",
              "google+",
              "gplus"),
          new Door(
              "Google Currents, what remained of Google+ for organisations, closed in July 2023; a"
                  + " business posts to its Google Business Profile: write type ="
                  + " \"google-business\"",
              "google-currents",
              "currents"),
          new Door(
              "Reddit ended self-service access to its interface in November 2025 and answers no"
                  + " applications; post there by hand",
              "reddit"),
          new Door(
              "Medium gives out no new tokens since 1 January 2025; use its page 'Import a story'"
                  + " by hand",
              "medium"),
          new Door(
              "Hashnode's interface is for paying publications only since 13 May 2026" + BRIDGE,
              "hashnode"),
          new Door("Substack has no interface for posting; post there by hand", "substack"),
          new Door("Patreon has no interface for posting; post there by hand", "patreon"),
          new Door(
              "VK grants the right to post to a wall only in exceptional cases; post there by hand,"
                  + " or use type = \"webhook\" with a bridge of your own",
              "vk",
              "vkontakte"),
          new Door(
              "WhatsApp Channels have no official way in" + BRIDGE, "whatsapp", "whatsapp-channel"),
          new Door("Viber lets only paying businesses post since February 2024" + BRIDGE, "viber"),
          new Door("LINE Notify ended on 31 March 2025" + BRIDGE + " to a LINE bot", "line-notify"),
          new Door("Guilded has closed; post somewhere else", "guilded"),
          new Door(
              "Instagram takes no post without a picture and shows no link that can be followed;"
                  + " write type = \"threads\" or type = \"facebook\"",
              "instagram"),
          new Door(
              "Microsoft retired the connectors of Teams in May 2026; use type = \"webhook\" with a"
                  + " workflow of your own ('When a Teams webhook request is received')",
              "teams",
              "microsoft-teams",
              "office-365-connector"));

  private static final Map<String, String> STORIES = stories();

  private ClosedNetworks() {}

  /// What became of a network, and the names that people know it by.
  private record Door(String story, String... names) {}

  /// What became of the network of that name, if it is one of these.
  public static Optional<String> story(String type) {
    return Optional.ofNullable(
        STORIES.get(type.strip().toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-")));
  }

  static Set<String> names() {
    return STORIES.keySet();
  }

  private static Map<String, String> stories() {
    var stories = new HashMap<String, String>();
    for (var door : DOORS) {
      for (var name : door.names()) {
        stories.put(name, door.story());
      }
    }
    return Map.copyOf(stories);
  }
}
