// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.tidings.config.Section;
import org.tidings.secret.SecretRef;

/// The keys of `type = "threads"`.
///
/// @param user the account's number; empty: the one that the token belongs to
/// @param app the number of the owner's app at Meta; empty: a token is pasted
/// @param image whether to post the article's picture instead of a link card
/// @param topic whether the article's first category becomes the post's topic
/// @param replies who may reply
/// @param redirect where the browser goes after the owner allowed the app
/// @param api with the version, ending in `/`
record ThreadsSettings(
    Optional<String> user,
    Optional<String> app,
    boolean image,
    boolean topic,
    String replies,
    URI redirect,
    URI api,
    SecretRef token,
    SecretRef appSecret) {
  static final String EVERYONE = "everyone";

  private static final URI API = URI.create("https://graph.threads.net/v1.0/");

  /// Threads API reference, "Publishing", `reply_control`.
  private static final List<String> REPLIES =
      List.of(EVERYONE, "accounts_you_follow", "mentioned_only", "followers_only");

  /// Never opened by us: Meta wants https, and the owner pastes the address that the browser ended
  /// up at.
  private static final URI REDIRECT = URI.create("https://localhost/callback");

  static ThreadsSettings from(Section section) {
    var redirect = section.address("redirect").orElse(REDIRECT);
    if (!"https".equals(redirect.getScheme())) {
      section.problem("redirect", "must begin with https:// (Meta takes no other)");
    }
    return new ThreadsSettings(
        number(section, "user"),
        number(section, "app"),
        section.flag("image", false),
        section.flag("topic", true),
        section.choice("reply_control", EVERYONE, REPLIES),
        redirect,
        section.address("api").map(ThreadsSettings::folder).orElse(API),
        section.secret("token"),
        section.secret("app_secret"));
  }

  /// The page where the owner allows the app (Threads API, "Get Access Tokens and Permissions");
  /// beside the interface where that is not Meta's own.
  URI authorize() {
    return api.getAuthority().equals(API.getAuthority())
        ? URI.create("https://threads.net/oauth/authorize")
        : outside("oauth/authorize");
  }

  /// An address beside the versioned part of the interface, where tokens are traded.
  URI outside(String path) {
    return api.resolve("../" + path);
  }

  private static Optional<String> number(Section section, String key) {
    var written = section.text(key);
    if (written.isPresent() && !written.get().matches("\\d{1,32}")) {
      section.problem(key, "is not a number, in quotes: write digits only");
    }
    return written.filter(it -> it.matches("\\d{1,32}"));
  }

  private static URI folder(URI address) {
    var text = address.toString();
    return text.endsWith("/") ? address : URI.create(text + "/");
  }
}
