// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// The keys of `type = "google-business"`.
///
/// @param account the account's number; empty: what the owner chose while connecting
/// @param location the location's number; likewise
/// @param language BCP 47, for articles that don't say theirs
/// @param image whether the article's picture goes with the post
record GoogleSettings(
    Optional<String> account,
    Optional<String> location,
    String clientId,
    SecretRef clientSecret,
    URI redirect,
    Optional<String> language,
    boolean image,
    Addresses addresses) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,30}");

  /// Where Google's services are.
  ///
  /// @param api posts (developers.google.com/my-business/reference/rest)
  /// @param accounts the owner's accounts (…/my-business/reference/accountmanagement/rest)
  /// @param locations an account's locations (…/my-business/reference/businessinformation/rest)
  /// @param authorize the page where the owner allows it (developers.google.com/identity, "OAuth
  ///     2.0 for desktop apps")
  /// @param token the token endpoint (same page)
  record Addresses(URI api, URI accounts, URI locations, URI authorize, URI token) {}

  static GoogleSettings from(Section section) {
    var language = section.text("language");
    if (language.isPresent() && language.flatMap(GoogleSettings::tag).isEmpty()) {
      section.problem("language", "is not a language: write a tag such as en, de or pt-BR");
    }
    return new GoogleSettings(
        number(section, "account", "accounts/"),
        number(section, "location", "locations/"),
        section.requiredText("client_id"),
        section.secret("client_secret"),
        address(section, "redirect", "http://127.0.0.1:8765"),
        language.flatMap(GoogleSettings::tag),
        section.flag("image", true),
        addresses(section));
  }

  // unproved: that accounts and locations are listed on hosts of their own.
  private static Addresses addresses(Section section) {
    return new Addresses(
        address(section, "api", "https://mybusiness.googleapis.com"),
        address(section, "accounts_api", "https://mybusinessaccountmanagement.googleapis.com"),
        address(section, "locations_api", "https://mybusinessbusinessinformation.googleapis.com"),
        address(section, "authorize_url", "https://accounts.google.com/o/oauth2/v2/auth"),
        address(section, "token_url", "https://oauth2.googleapis.com/token"));
  }

  private static URI address(Section section, String key, String fallback) {
    return section.address(key).orElseGet(() -> URI.create(fallback));
  }

  /// People copy the number, or the whole resource name.
  private static Optional<String> number(Section section, String key, String prefix) {
    var written = section.text(key).map(it -> it.strip().replaceFirst("^" + prefix, ""));
    if (written.filter(it -> !NUMBER.matcher(it).matches()).isPresent()) {
      section.problem(key, "is not a number; `tidings connect` shows yours");
      return Optional.empty();
    }
    return written;
  }

  /// A language as Google takes it; what can't be read is left out rather than refused with the
  /// whole post.
  static Optional<String> tag(String written) {
    var locale = Locale.forLanguageTag(written.strip().replace('_', '-'));
    return Optional.of(locale)
        .filter(it -> it.getLanguage().matches("[a-z]{2,3}"))
        .map(Locale::toLanguageTag);
  }
}
