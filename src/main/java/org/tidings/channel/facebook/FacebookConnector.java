// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.http.Reply;
import org.tidings.oauth.Consent;
import org.tidings.oauth.OAuthApp;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// Obtains the Page's own token: through the owner's browser, or from a token that the owner
/// pastes.
record FacebookConnector(FacebookSettings settings) implements Connector {
  /// The first is for the list of the Pages alone.
  static final List<String> SCOPES =
      List.of("pages_show_list", "pages_read_engagement", "pages_manage_posts");

  private static final String NONE = "none";

  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    explain().forEach(dialog::say);
    return browser(dialog) ? login(context, dialog) : paste(context, dialog);
  }

  private List<String> explain() {
    return List.of(
        "Facebook lets programs post to Pages only, and only through an app of your own:",
        "1. developers.facebook.com/apps: create an app of type Business, with the use case",
        "   \"Manage everything on your Page\". You need a role on it, and full control of the"
            + " Page.",
        "2. Facebook Login > Settings > Valid OAuth Redirect URIs: add " + settings.redirect(),
        "   (only for the way through the browser)",
        "3. Switch the app to Live (it asks for the address of a privacy policy); while it is in",
        "   development nobody but you sees the posts.",
        "Permissions: " + String.join(", ", SCOPES) + ".",
        "App number and app secret are under App settings > Basic. The secret proves each request,",
        "and lets Tidings see when the access ends.",
        "On a machine without a browser, paste a token: of a System User (Business settings >",
        "System users; it does not end), or from developers.facebook.com/tools/explorer.");
  }

  private static boolean browser(Dialog dialog) {
    while (true) {
      switch (dialog.ask("browser or token?").toLowerCase(Locale.ROOT)) {
        case "browser", "b" -> {
          return true;
        }
        case "token", "t" -> {
          return false;
        }
        default -> dialog.say("Write browser or token.");
      }
    }
  }

  private Health login(ChannelContext context, Dialog dialog) {
    var app = settings.app().orElseGet(() -> dialog.ask("The app's number"));
    var secret = secret(context, dialog);
    var client = client(app, secret);
    // An app that has a secret needs no PKCE, and Meta's pages know none for it.
    var reply =
        Consent.askWithoutPkce(
            client, new TokenEndpoint(client, context.http(), context.clock()), dialog::visit);
    return switch (reply) {
      case TokenReply.Granted(var tokens) ->
          pageOf(
              new Access(tokens.access(), Optional.of(secret), Optional.of(app)), context, dialog);
      // A refused code is used or too old: the next attempt gets a new one.
      case TokenReply.Refused(_, var reason) -> new Health.Bad(reason, again(context));
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  private Secret secret(ChannelContext context, Dialog dialog) {
    return Access.appSecret(settings, context.keyring())
        .orElseGet(() -> Access.stripped(dialog.askSecret("The app's secret")));
  }

  private OAuthApp client(String app, Secret secret) {
    return new OAuthApp(
        settings.dialog(),
        settings.base().resolve("oauth/access_token"),
        app,
        Optional.of(secret),
        OAuthApp.Proof.FORM,
        // Meta, "Manually Build a Login Flow": with commas.
        List.of(String.join(",", SCOPES)),
        settings.redirect(),
        Map.of());
  }

  /// From the browser's token, of an hour or two, to the Page's, which has no end of its own if it
  /// was made of a long-lived one.
  private Health pageOf(Access access, ChannelContext context, Dialog dialog) {
    return switch (longLived(access, context)) {
      case Longer.Token(var token) -> choose(access.with(token), context, dialog);
      case Longer.Failed(var health) -> health;
    };
  }

  private Health choose(Access user, ChannelContext context, Dialog dialog) {
    return switch (PageList.read(new Graph(settings, context, user))) {
      case PageList.Read(var pages) -> {
        dialog.say(pages.isEmpty() ? "You allowed no Page." : "The Pages that you allowed:");
        pages.forEach(it -> dialog.say("  " + it.describe()));
        yield pages.stream()
            .filter(it -> it.id().equals(settings.page()))
            .findFirst()
            .map(it -> chosen(it, user, context))
            .orElseGet(() -> notAmong(pages, context));
      }
      case PageList.NotRead(var reply) -> new Checkup(settings, context).unwell(reply, user);
    };
  }

  private Health chosen(PageList.Page page, Access user, ChannelContext context) {
    if (page.token().isEmpty()) {
      return new Health.Bad("Meta gives no token for " + page.describe(), again(context));
    }
    return page.mayPost()
        ? prove(user.with(page.token().get()), SCOPES, context)
        : new Health.Bad(
            "you may not create content on " + page.describe(),
            "have its owner give you full control, then: " + again(context));
  }

  private Health notAmong(List<PageList.Page> pages, ChannelContext context) {
    var known = pages.stream().map(PageList.Page::describe).collect(Collectors.joining("; "));
    return new Health.Bad(
        "Page %s is not among those that you allowed%s"
            .formatted(settings.page(), known.isEmpty() ? "" : " (" + known + ")"),
        "correct `page`, or allow that Page: " + again(context));
  }

  private Health paste(ChannelContext context, Dialog dialog) {
    var app = settings.app().orElseGet(() -> dialog.ask("The app's number, or none"));
    var known = Optional.of(app).filter(it -> !it.equals(NONE));
    var secret = known.map(_ -> secret(context, dialog));
    var token = dialog.askSecret("The token (a System User's, your own, or the Page's)");
    var pasted = new Access(Access.stripped(token), secret, known);
    var lasting =
        endsSoon(pasted, context) ? longLived(pasted, context) : new Longer.Token(pasted.token());
    return switch (lasting) {
      case Longer.Token(var longer) -> {
        var access = pasted.with(longer);
        var own = PageList.tokenOf(new Graph(settings, context, access));
        yield prove(own.map(access::with).orElse(access), Checkup.SCOPES, context);
      }
      case Longer.Failed(var health) -> health;
    };
  }

  /// The Graph API Explorer's tokens end after an hour or two; a System User's must stay as it is.
  private boolean endsSoon(Access access, ChannelContext context) {
    var soon = context.clock().instant().plusSeconds(2L * 86_400);
    return access
        .ofApp()
        .map(it -> TokenFacts.ask(new Graph(settings, context, it), access.token()))
        .filter(
            it ->
                it instanceof TokenFacts.Told(var facts)
                    && facts.expires().filter(soon::isAfter).isPresent())
        .isPresent();
  }

  private sealed interface Longer {
    record Token(Secret token) implements Longer {}

    record Failed(Health health) implements Longer {}
  }

  /// Meta, "Get Long-Lived User Access Tokens". unproved: that it takes the form; its page shows
  /// the same fields in a query, where servers log them.
  private Longer longLived(Access access, ChannelContext context) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "fb_exchange_token");
    fields.put("client_id", access.app().orElseThrow());
    fields.put("client_secret", access.appSecret().orElseThrow().reveal());
    fields.put("fb_exchange_token", access.token().reveal());
    var reply =
        new Graph(settings, context, access).post("oauth/access_token", Form.encode(fields));
    return reply instanceof Reply.Answer answer && answer.ok()
        ? Json.object(answer.text())
            .flatMap(it -> Json.word(it, "access_token"))
            .<Longer>map(it -> new Longer.Token(Secret.of(it)))
            .orElseGet(
                () -> new Longer.Failed(new Health.Bad("Meta gives no token", again(context))))
        : new Longer.Failed(new Checkup(settings, context).unwell(reply, access));
  }

  /// Stored only once it has proved good.
  private Health prove(Access access, List<String> scopes, ChannelContext context) {
    var health = new Checkup(settings, context).of(access, scopes);
    if (health instanceof Health.Good) {
      access.store(context.keyring(), settings.host());
    }
    return health;
  }

  private static String again(ChannelContext context) {
    return "tidings connect " + context.id();
  }
}
