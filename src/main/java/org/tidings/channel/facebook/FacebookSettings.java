// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.tidings.config.ChannelId;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// The keys of `type = "facebook"`.
///
/// @param page the Page's number
/// @param image whether to post the article's picture instead of a link card
/// @param listedAfter how long a new post may be missing in the list of the Page's posts
/// @param app the number of the owner's app at Meta; empty: `connect` asks
/// @param redirect where the browser goes after the owner allowed the app
/// @param api scheme, host and port, ending in `/`
record FacebookSettings(
    String page,
    GraphVersion version,
    boolean image,
    Duration listedAfter,
    Optional<String> app,
    URI redirect,
    URI api,
    SecretRef token,
    SecretRef appSecret) {
  private static final URI API = URI.create("https://graph.facebook.com/");

  /// Nobody listens there: an app that is live may send browsers to https only, so the owner pastes
  /// the address that the browser ended up at.
  private static final URI REDIRECT = URI.create("https://localhost/tidings");

  private static final String NUMBER = "\\d{1,32}";

  static FacebookSettings from(Section section) {
    var page = section.requiredText("page");
    if (!page.isEmpty() && !page.matches(NUMBER)) {
      section.problem("page", "is not a Page's number: write its digits in quotes");
    }
    var app = section.text("app");
    if (app.filter(it -> !it.matches(NUMBER)).isPresent()) {
      section.problem("app", "is not an app's number: write its digits in quotes");
    }
    return new FacebookSettings(
        page,
        version(section),
        section.flag("image", false),
        section.duration(
            "listed_after", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofHours(1)),
        app,
        section.address("redirect").orElse(REDIRECT),
        section.address("api").map(FacebookSettings::folder).orElse(API),
        section.secret("token"),
        section.secret("app_secret"));
  }

  private static GraphVersion version(Section section) {
    var written = section.text("version");
    var version = written.flatMap(GraphVersion::parse);
    if (written.isPresent() && version.isEmpty()) {
      section.problem(
          "version", "is not a version of the Graph API: write \"" + GraphVersion.NEWEST + "\"");
    }
    version
        .filter(GraphVersion::isHistory)
        .ifPresent(
            it ->
                section.problem(
                    "version",
                    "Graph API " + it + " has ended: write \"" + GraphVersion.NEWEST + "\""));
    return version.orElse(GraphVersion.NEWEST);
  }

  /// The interface in the configured version.
  URI base() {
    return api.resolve(version + "/");
  }

  /// The page where the owner allows the app (Meta, "Manually Build a Login Flow"); beside the
  /// interface where that is not Meta's own.
  URI dialog() {
    var site = host().equals(API.getRawAuthority()) ? URI.create("https://www.facebook.com/") : api;
    return site.resolve(version + "/dialog/oauth");
  }

  /// Where credentials are shown, and nowhere else.
  String host() {
    return api.getRawAuthority();
  }

  /// What the owner can do about a bad token.
  String remedy(ChannelId id) {
    return token instanceof SecretRef.Stored
        ? "tidings connect " + id
        : "put a new token where `token` of channel " + id + " points";
  }

  private static URI folder(URI address) {
    var text = address.toString();
    return text.endsWith("/") ? address : URI.create(text + "/");
  }
}
