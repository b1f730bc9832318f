// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.util.Optional;
import org.tidings.channel.Payload;
import org.tidings.post.Post;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LengthRule;
import org.tidings.text.Words;
import tools.jackson.databind.JsonNode;

/// The body of the request that publishes (learn.microsoft.com/linkedin, "Posts API"), as far as it
/// is read again.
record Share(String author, String commentary, boolean hasThumbnail) {
  static Payload payload(
      Post post, String author, Optional<String> thumbnail, LinkedInSettings settings) {
    var body = Json.object().put("author", author);
    body.put("commentary", LittleText.of(post, settings.hashtags()));
    body.put("visibility", settings.visibility());
    var distribution = body.putObject("distribution").put("feedDistribution", "MAIN_FEED");
    distribution.putArray("targetEntities");
    distribution.putArray("thirdPartyDistributionChannels");
    post.card()
        .ifPresent(
            it -> {
              var article = body.putObject("content").putObject("article");
              var title = title(it, settings.titleLength());
              article.put("source", it.link().toString()).put("title", title);
              // Plain words, not little text: escaped they would show the backslashes.
              article.put("description", description(it, title, settings.descriptionLength()));
              thumbnail.ifPresent(urn -> article.put("thumbnail", urn));
            });
    body.put("lifecycleState", "PUBLISHED").put("isReshareDisabledByAuthor", false);
    return new Payload(body.toString(), post.card().map(it -> it.link().toString()).orElse(""));
  }

  static Share of(Payload payload) {
    var body = Json.object(payload.body()).orElseThrow();
    var article = body.path("content").path("article");
    return new Share(
        text(body, "author"),
        text(body, "commentary"),
        Json.text(article, "thumbnail").isPresent());
  }

  private static String text(JsonNode body, String name) {
    return Json.text(body, name).orElse("");
  }

  /// A card must have one.
  private static String title(Post.Card card, int longest) {
    return Optional.of(cut(card.title(), longest))
        .filter(it -> !it.isBlank())
        .orElseGet(() -> String.valueOf(card.link().getAuthority()));
  }

  /// A card must have one; where the article has no words of its own, its title stands in.
  private static String description(Post.Card card, String title, int longest) {
    return Optional.of(cut(card.description(), longest)).filter(it -> !it.isBlank()).orElse(title);
  }

  private static String cut(String text, int longest) {
    var rule = new LengthRule(LengthRule.Unit.UTF16_UNITS, longest);
    var cut = Words.cut(text, rule.max());
    while (!rule.allows(cut)) {
      cut = Words.cut(cut, Graphemes.count(cut) - 1);
    }
    return cut;
  }
}
