// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.config.Sections;
import org.tidings.secret.SecretRef;

class LinkedInSettingsTest {
  @Test
  void everything_has_a_default() {
    var sections = Sections.of("id = \"linkedin\"");
    assertThat(LinkedInSettings.from(sections.section()))
        .isEqualTo(
            new LinkedInSettings(
                Optional.empty(),
                "202607",
                LittleText.Hashtags.PLAIN,
                "PUBLIC",
                200,
                4096,
                Optional.empty(),
                new SecretRef.Stored(),
                new SecretRef.Stored(),
                URI.create("http://127.0.0.1:8765/callback"),
                URI.create("https://api.linkedin.com"),
                URI.create("https://www.linkedin.com")));
    assertThat(sections.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "organization = 'my-page' | organization",
        "organization = '0' | organization",
        "organization = 'urn:li:person:123' | organization",
        "title_length = 5000 | title_length",
        "description_length = 0 | description_length",
        "version = '2026-07' | version",
        "version = '202613' | version",
        "hashtags = 'none' | hashtags",
        "visibility = 'private' | visibility",
        "proof_settle = '59s' | proof_settle",
        "proof_settle = '1s' | proof_settle",
        "token = 'AQX' | token",
        "client_secret = 'WPL' | client_secret",
        "redirect = 'callback' | redirect",
        "api = 'api.linkedin.com' | api",
        "auth = 'ftp://linkedin.com' | auth",
      })
  void a_mistake_is_named(String toml, String key) {
    var sections = Sections.of(toml.replace('\'', '"'));
    LinkedInSettings.from(sections.section());
    assertThat(sections.problems()).hasSize(1).allMatch(it -> it.contains(key + ":"));
  }

  @Test
  void a_page_has_no_connections() {
    var sections = Sections.of("organization = \"123\"\nvisibility = \"connections\"");
    LinkedInSettings.from(sections.section());
    assertThat(sections.problems()).hasSize(1).allMatch(it -> it.contains("visibility"));
  }

  /// Sooner LinkedIn may not know its own post yet.
  @ParameterizedTest
  @ValueSource(strings = {"60s", "1m", "90s", "2m", "1h"})
  void a_minute_or_more_before_a_repeat(String settle) {
    var sections = Sections.of("proof_settle = \"" + settle + "\"");
    LinkedInSettings.from(sections.section());
    assertThat(sections.problems()).isEmpty();
  }

  @Test
  void a_page_may_be_written_as_a_urn_and_addresses_with_a_slash() {
    var sections =
        Sections.of(
            "organization = \"urn:li:organization:123\"\n"
                + "api = \"https://proxy.example/linkedin/\"");
    var settings = LinkedInSettings.from(sections.section());
    assertThat(sections.problems()).isEmpty();
    assertThat(settings.organization()).hasValue("123");
    assertThat(settings.api()).isEqualTo(URI.create("https://proxy.example/linkedin"));
    assertThat(settings.scopes()).contains("w_organization_social").doesNotContain("openid");
  }
}
