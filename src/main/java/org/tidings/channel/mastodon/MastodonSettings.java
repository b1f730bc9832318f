// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// The keys of `type = "mastodon"`.
///
/// @param server scheme, host and port
/// @param spoiler the words before the fold
/// @param language BCP 47, for articles that don't say theirs
/// @param image whether to attach the article's picture
record MastodonSettings(
    URI server,
    SecretRef token,
    String visibility,
    Optional<String> spoiler,
    Optional<String> language,
    boolean image) {
  /// docs.joinmastodon.org/methods/statuses, `visibility`.
  private static final List<String> VISIBILITIES =
      List.of("public", "unlisted", "private", "direct");

  static MastodonSettings from(Section section) {
    var server = section.requiredAddress("server");
    if (!server.getPath().matches("/?")
        || server.getQuery() != null
        || server.getFragment() != null) {
      section.problem("server", "must be the server alone, such as https://mastodon.social");
    }
    var language = section.text("language");
    if (language.isPresent() && language.flatMap(MastodonSettings::tag).isEmpty()) {
      section.problem("language", "is not a language: write a tag such as en, de or pt-BR");
    }
    return new MastodonSettings(
        server.resolve("/"),
        section.secret("token"),
        section.choice("visibility", "public", VISIBILITIES),
        section.text("spoiler"),
        language.flatMap(MastodonSettings::tag),
        section.flag("image", false));
  }

  /// A language as servers take it: some refuse the whole post for a tag that is none, so what
  /// can't be read is left out.
  static Optional<String> tag(String written) {
    var locale = Locale.forLanguageTag(written.strip().replace('_', '-'));
    return Optional.of(locale)
        .filter(it -> it.getLanguage().matches("[a-z]{2,3}"))
        .map(Locale::toLanguageTag);
  }

  /// The server's name as people write it.
  String host() {
    return server.getRawAuthority();
  }
}
