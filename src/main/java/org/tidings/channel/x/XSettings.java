// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.Tariff;
import org.tidings.config.Money;
import org.tidings.config.Section;
import org.tidings.oauth.OAuthApp;
import org.tidings.secret.Secret;

/// The keys of `type = "x"`.
///
/// @param oauth2 whether OAuth 2 is used instead of 1.0a
/// @param clientId of the app, for OAuth 2
/// @param characters the longest post, as X counts
/// @param image whether the article's picture is attached
/// @param price of a post without a link
/// @param tariff of a post with one, and the budget
/// @param repeats how long X is trusted to refuse the same words
/// @param altText the longest alternative text, in graphemes
/// @param idle after so long a refresh token that was not used is renewed for its own sake
/// @param upload the path that takes pictures
/// @param api scheme, host and port
record XSettings(
    boolean oauth2,
    Optional<String> clientId,
    URI redirect,
    URI authorize,
    int characters,
    boolean image,
    Money price,
    Tariff tariff,
    Duration repeats,
    int altText,
    Duration idle,
    String upload,
    URI api) {
  private static final URI API = URI.create("https://api.x.com");
  private static final URI AUTHORIZE = URI.create("https://x.com/i/oauth2/authorize");

  /// docs.x.com, "Pricing": a post since 2026-04-20, without a link and with one.
  private static final Money PRICE = new Money(15_000, "USD");

  private static final Money PRICE_WITH_LINK = new Money(200_000, "USD");

  /// The scope that only pictures need.
  static final String PICTURES = "media.write";

  static final List<String> SCOPES =
      List.of("tweet.read", "tweet.write", "users.read", PICTURES, "offline.access");

  static XSettings from(Section section) {
    var oauth2 = section.choice("auth", "oauth1", List.of("oauth1", "oauth2")).equals("oauth2");
    var clientId = section.text("client_id");
    if (oauth2 && clientId.isEmpty()) {
      section.problem("client_id", "is missing; with auth = \"oauth2\" write client_id = \"…\"");
    }
    var price = section.money("price").orElse(PRICE);
    var withLink = section.money("price_with_link").orElse(PRICE_WITH_LINK);
    var budget = section.table("budget").flatMap(it -> it.money("month"));
    if (!price.currency().equals(withLink.currency())
        || budget.filter(it -> !it.currency().equals(withLink.currency())).isPresent()) {
      section.problem("budget", "prices and budget must be in one currency");
      budget = Optional.empty();
    }
    return new XSettings(
        oauth2,
        clientId,
        section.address("redirect").orElse(URI.create("http://127.0.0.1:8765/callback")),
        section.address("authorize").orElse(AUTHORIZE),
        (int) section.number("characters", 280, 30, 25_000),
        section.flag("image", false),
        price,
        new Tariff(withLink, budget),
        // unproved: for how long X refuses the same words; people saw a day and more.
        section.duration(
            "refuses_repeats", Duration.ofMinutes(15), Duration.ofMinutes(1), Duration.ofDays(2)),
        // unproved: the number is remembered, not read.
        (int) section.number("alt_text", 1000, 1, 10_000),
        // unproved: that a refresh token lives half a year.
        section.duration(
            "renew_after", Duration.ofDays(60), Duration.ofDays(1), Duration.ofDays(365)),
        section.text("upload").orElse("/2/media/upload"),
        section.address("api").orElse(API));
  }

  /// The app, for OAuth 2.
  ///
  /// @param secret absent for a public app
  OAuthApp app(Optional<Secret> secret) {
    return new OAuthApp(
        authorize,
        api.resolve("/2/oauth2/token"),
        clientId.orElse(""),
        secret,
        secret.isPresent() ? OAuthApp.Proof.BASIC : OAuthApp.Proof.NONE,
        SCOPES,
        redirect,
        Map.of());
  }
}
