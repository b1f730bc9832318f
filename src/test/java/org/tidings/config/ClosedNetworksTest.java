// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.app.ChannelCatalog;

class ClosedNetworksTest {
  private static final Pattern SUCCESSOR = Pattern.compile("type = \"([^\"]+)\"");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google-plus      | closed on 2 April 2019     | type = \"google-business\"",
        "google_plus      | closed on 2 April 2019     | type = \"google-business\"",
        "Google+          | closed on 2 April 2019     | type = \"google-business\"",
        "googleplus       | closed on 2 April 2019     | type = \"google-business\"",
        "GPlus            | closed on 2 April 2019     | type = \"google-business\"",
        "Google Plus      | closed on 2 April 2019     | type = \"google-business\"",
        "currents         | closed in July 2023        | type = \"google-business\"",
        "google-currents  | closed in July 2023        | type = \"google-business\"",
        "reddit           | November 2025              | by hand",
        "medium           | 1 January 2025             | 'Import a story'",
        "hashnode         | since 13 May 2026          | type = \"webhook\"",
        "substack         | no interface               | by hand",
        "patreon          | no interface               | by hand",
        "vk               | exceptional cases          | type = \"webhook\"",
        "vkontakte        | exceptional cases          | by hand",
        "whatsapp         | no official way in         | type = \"webhook\"",
        "WhatsApp_Channel | no official way in         | type = \"webhook\"",
        "viber            | since February 2024        | type = \"webhook\"",
        "line-notify      | 31 March 2025              | type = \"webhook\"",
        "guilded          | has closed                 | somewhere else",
        "instagram        | no post without a picture  | type = \"threads\"",
        "teams            | May 2026                   | type = \"webhook\"",
        "microsoft-teams  | May 2026                   | type = \"webhook\"",
        "office-365-connector | May 2026               | type = \"webhook\"",
      })
  void tells_what_became_of_it_and_what_to_write(String name, String event, String instead) {
    assertThat(ClosedNetworks.story(name)).get().asString().contains(event, instead);
  }

  @Test
  void every_successor_that_is_named_exists() {
    for (var name : ClosedNetworks.names()) {
      var story = ClosedNetworks.story(name).orElseThrow();
      assertThat(SUCCESSOR.matcher(story).results().map(it -> it.group(1)))
          .as(name)
          .isSubsetOf(ChannelCatalog.names());
    }
  }

  @Test
  void what_can_be_posted_to_is_not_called_closed() {
    assertThat(ChannelCatalog.names()).noneMatch(it -> ClosedNetworks.story(it).isPresent());
    assertThat(ClosedNetworks.story("mastodn")).isEmpty();
  }
}
