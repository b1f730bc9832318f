// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import java.util.Optional;
import org.tidings.article.Article;
import org.tidings.post.Layout.Draft;
import org.tidings.post.PostLimits.CardBy;
import org.tidings.text.Words;

/// Makes an article into the words for one channel. Pure: the same article, template and limits
/// give the same post.
public final class Composer {
  /// What is said when the owner's template can't be: the least that an announcement is.
  private static final Template PLAIN = constant("{{ title }}\n\n{{ link }}");

  private static final Template ONLY_LINK = constant("{{ link }}");

  /// Graphemes. Bluesky and the cards of other platforms show two or three lines.
  private static final int LONGEST_DESCRIPTION = 300;

  /// Graphemes. Mastodon's `description_limit` for alternative texts; others take more.
  private static final int LONGEST_ALT = 1500;

  private Composer() {}

  /// Makes the post. Never fails, and the text is always within the limits but for one case.
  ///
  /// - White space is tidied: no space at the end of a line, no more than one blank line, and a
  ///   line on which every variable was empty vanishes.
  /// - What is too long is shortened in this order: `text` and `summary` after a sentence or a
  ///   word, then hashtags and categories from the end, then `title` after a word. Links and
  ///   hashtags stay whole or go.
  /// - Where `limits` say that an `@name` would notify somebody, those that come from the feed
  ///   get an invisible word joiner (U+2060); those that stand in the template are the owner's
  ///   wish.
  /// - A template that runs out of its bounds, that says nothing about this article, or whose own
  ///   words alone are too long, is replaced by title and link.
  /// - If not even the link fits, and there is a card to carry it, the post is the title alone.
  ///   If there is no card, it is the link alone, too long as it is: a shortened link would be
  ///   broken, and a post without it useless, so the platform's refusal is what the owner should
  ///   see.
  /// - A template without `{{ link }}` is taken at its word: nothing is appended, even where the
  ///   platform makes its card from a link in the text ([Template#prints] lets `plan` say so).
  public static Post compose(Article article, Template template, PostLimits limits) {
    var material = Material.of(article, limits, Hashtags.namesIn(template.literalText(), limits));
    var card =
        limits.card() == CardBy.SENDER ? card(article, material) : Optional.<Post.Card>empty();
    var fitted =
        Fitting.of(template, limits, material)
            .filter(it -> !it.draft().text().isEmpty() || card.isPresent())
            .orElseGet(() -> substitute(material, limits, card.isPresent()));
    return new Post(
        fitted.draft().text(),
        fitted.draft().spans(),
        material.fixed().link(),
        card,
        picture(article),
        article.language(),
        material.title(),
        fitted.shortened());
  }

  /// How much of each limit a post uses, in the order of the limits.
  public static List<PostMeasure> measure(Post post, PostLimits limits) {
    var counted = Fitting.counted(post.text(), post.spans(), limits);
    return limits.text().stream().map(it -> new PostMeasure(it, it.measure(counted))).toList();
  }

  private static Fitting.Fitted substitute(Material material, PostLimits limits, boolean card) {
    return Fitting.of(PLAIN, limits, material)
        .or(() -> withoutTitle(material, limits, card))
        .map(it -> new Fitting.Fitted(it.draft(), true))
        .orElseThrow();
  }

  private static Optional<Fitting.Fitted> withoutTitle(
      Material material, PostLimits limits, boolean card) {
    var link = Rendering.of(ONLY_LINK.parts(), material, material).orElseThrow();
    var alone = Layout.set(link, limits, material.fixed().link());
    if (Fitting.fits(alone, limits) || !card) {
      return Optional.of(new Fitting.Fitted(alone, true));
    }
    return Fitting.of(PLAIN, limits, material.withoutLink())
        .or(() -> Optional.of(new Fitting.Fitted(new Draft("", List.of()), true)));
  }

  private static Optional<Post.Card> card(Article article, Material material) {
    var about = material.summary().isEmpty() ? material.text() : material.summary();
    var description = Words.cutAtSentence(FeedText.line(about), LONGEST_DESCRIPTION);
    return material
        .fixed()
        .link()
        .map(
            it ->
                new Post.Card(
                    it,
                    Words.cut(material.title(), LONGEST_DESCRIPTION),
                    description,
                    picture(article)));
  }

  private static Optional<Post.Picture> picture(Article article) {
    return article
        .image()
        .filter(it -> Material.isWebAddress(it.url()))
        .map(
            it ->
                new Post.Picture(
                    it.url(), Words.cut(FeedText.paragraphs(it.alt().orElse("")), LONGEST_ALT)));
  }

  private static Template constant(String source) {
    try {
      return Template.compile(source);
    } catch (TemplateException e) {
      throw new IllegalStateException(source, e);
    }
  }
}
