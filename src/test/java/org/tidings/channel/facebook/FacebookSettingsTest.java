// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.config.Sections;

class FacebookSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app = '1'                       | page: is missing",
        "page = 'ashas-notebook'         | page: is not a Page's number",
        "page = '1'⏎app = 'Tidings'     | app: is not an app's number",
        "page = '1'⏎version = 'v26'     | version: is not a version of the Graph API",
        "page = '1'⏎version = 'v19.0'   | version: Graph API v19.0 has ended: write \"v26.0\"",
        "page = '1'⏎listed_after = '2h' | listed_after: 2h is not between 1s and 1h",
        "page = '1'⏎api = 'graph'       | api: not a web address",
        "page = '1'⏎token = 'EAA'       | token: a secret does not belong in this file",
      })
  void mistakes_are_named(String toml, String problem) {
    var sections = Sections.of(toml.replace("⏎", "\n"));
    new Facebook().read(sections.section());
    assertThat(sections.problems()).singleElement().asString().contains(problem);
  }

  @Test
  void defaults_are_metas() {
    var settings = FacebookSettings.from(Sections.of("page = '1'").section());
    assertThat(settings.base()).hasToString("https://graph.facebook.com/v26.0/");
    assertThat(settings.dialog()).hasToString("https://www.facebook.com/v26.0/dialog/oauth");
    assertThat(settings.image()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"https://proxy.example", "https://proxy.example/"})
  void another_interface_has_its_own_dialog(String api) {
    var settings =
        FacebookSettings.from(
            Sections.of("page = '1'\nversion = 'v25.0'\napi = '" + api + "'").section());
    assertThat(settings.base()).hasToString("https://proxy.example/v25.0/");
    assertThat(settings.dialog()).hasToString("https://proxy.example/v25.0/dialog/oauth");
  }

  /// A token that the owner keeps is not for `connect` to replace.
  @Test
  void only_a_stored_token_can_be_connected() {
    assertThat(new Facebook().read(Sections.of("page = '1'").section()).connector()).isPresent();
    var own = Sections.of("page = '1'\ntoken = { env = 'TOKEN' }").section();
    assertThat(new Facebook().read(own).connector()).isEmpty();
  }
}
