// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// The keys of `type = "linkedin"`.
///
/// @param organization the page's number; absent: the member who connected posts
/// @param version the month of the interface, `YYYYMM`
/// @param visibility as LinkedIn writes it
/// @param titleLength the longest title of a link card, UTF-16 units
/// @param descriptionLength the longest description of one, UTF-16 units
/// @param clientId the app's; absent: what `connect` stored
/// @param api where the interface is, without a slash at its end
/// @param auth LinkedIn's web address: consent pages, tokens, and the posts themselves
record LinkedInSettings(
    Optional<String> organization,
    String version,
    LittleText.Hashtags hashtags,
    String visibility,
    int titleLength,
    int descriptionLength,
    Optional<String> clientId,
    SecretRef clientSecret,
    SecretRef token,
    URI redirect,
    URI api,
    URI auth) {
  /// learn.microsoft.com/linkedin, "versioning and migrations": the newest seen in November 2026.
  private static final String VERSION = "202607";

  private static final String REDIRECT = "http://127.0.0.1:8765/callback";
  private static final String ORGANIZATION = "urn:li:organization:";

  static LinkedInSettings from(Section section) {
    var organization = section.text("organization").map(it -> it.strip().replace(ORGANIZATION, ""));
    if (organization.filter(it -> !it.matches("[1-9]\\d{0,18}")).isPresent()) {
      section.problem(
          "organization", "is not a page's number; write \"123\" if your page is /company/123");
    }
    settleBeforeRepeating(section);
    return new LinkedInSettings(
        organization,
        version(section),
        section.choice("hashtags", "plain", List.of("plain", "template")).equals("plain")
            ? LittleText.Hashtags.PLAIN
            : LittleText.Hashtags.TEMPLATE,
        visibility(section, organization.isPresent()),
        // unproved: the interface takes titles of 400; more than 200 is cut in the feed in any
        // case.
        (int) section.number("title_length", 200, 20, 4096),
        // unproved: the number is remembered, not read.
        (int) section.number("description_length", 4096, 20, 10_000),
        section.text("client_id").map(String::strip),
        section.secret("client_secret"),
        section.secret("token"),
        address(section, "redirect", REDIRECT),
        address(section, "api", "https://api.linkedin.com"),
        address(section, "auth", "https://www.linkedin.com"));
  }

  /// The refusal of duplicates is the proof here, so LinkedIn needs the time to know its own post
  /// before it is sent again.
  private static void settleBeforeRepeating(Section section) {
    if (section
        .text("proof_settle")
        .filter(it -> it.strip().matches("[0-5]?\\d\\s*s"))
        .isPresent()) {
      section.problem(
          "proof_settle",
          "must be 60s or more here: sooner LinkedIn may not know its own post yet, and would take"
              + " the repeat as a new one");
    }
  }

  private static String version(Section section) {
    var version = section.text("version").map(String::strip).orElse(VERSION);
    if (!version.matches("20\\d\\d(0[1-9]|1[0-2])")) {
      section.problem("version", "is not a month; write it like \"" + VERSION + "\"");
      return VERSION;
    }
    return version;
  }

  /// unproved: `CONNECTIONS` is the interface's word for a member's own circle; pages have none.
  private static String visibility(Section section, boolean page) {
    var visibility = section.choice("visibility", "public", List.of("public", "connections"));
    if (page && visibility.equals("connections")) {
      section.problem("visibility", "can't be \"connections\" for a page: it has none");
    }
    return visibility.toUpperCase(Locale.ROOT);
  }

  private static URI address(Section section, String key, String fallback) {
    var address = section.address(key).orElseGet(() -> URI.create(fallback)).toString();
    return URI.create(key.equals("redirect") ? address : address.replaceFirst("/+$", ""));
  }

  /// Where a post can be seen.
  URI post(String urn) {
    return URI.create(auth + "/feed/update/" + urn + "/");
  }

  /// What the owner is asked to allow. A page's app has no other product than the Community
  /// Management API, and so neither `openid` nor `profile`.
  List<String> scopes() {
    return organization.isPresent()
        ? List.of("w_organization_social", "r_organization_social")
        : List.of("openid", "profile", "w_member_social");
  }
}
