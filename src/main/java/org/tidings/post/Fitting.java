// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.tidings.post.Layout.Draft;
import org.tidings.text.Graphemes;
import org.tidings.text.LengthRule;

/// Shortens an article's material until what the template makes of it meets every limit.
///
/// What gives way, in this order: `text`, `summary` (after a sentence, else after a word; below 20
/// characters they are left out), hashtags and categories from the end, `title` after a word. The
/// template runs anew for each try, so its own conditions see what is left.
final class Fitting {
  private static final Step TITLE =
      new Step("title", it -> Graphemes.count(it.title()), Material::withTitle);

  private static final List<Step> STEPS =
      List.of(
          new Step("text", it -> Graphemes.count(it.text()), Material::withText),
          new Step("summary", it -> Graphemes.count(it.summary()), Material::withSummary),
          new Step("hashtags", it -> it.hashtags().size(), Material::withHashtags),
          new Step("categories", it -> it.categories().size(), Material::withCategories),
          TITLE);

  private final Template template;
  private final PostLimits limits;
  private final Material whole;

  private Fitting(Template template, PostLimits limits, Material whole) {
    this.template = template;
    this.limits = limits;
    this.whole = whole;
  }

  /// A draft that fits.
  record Fitted(Draft draft, boolean shortened) {}

  /// Empty if the template can't be made to fit or runs out of its bounds.
  static Optional<Fitted> of(Template template, PostLimits limits, Material material) {
    return new Fitting(template, limits, material).fitted();
  }

  /// Whether a text meets every limit, as the platform counts.
  static boolean fits(Draft draft, PostLimits limits) {
    var counted = counted(draft.text(), draft.spans(), limits);
    return limits.text().stream().allMatch(it -> it.allows(counted));
  }

  /// The text with each link as long as the platform counts it.
  static String counted(String text, List<Post.Span> spans, PostLimits limits) {
    if (limits.linkWeight().isEmpty()) {
      return text;
    }
    var link = "x".repeat(limits.linkWeight().getAsInt());
    var counted = new StringBuilder(text);
    for (var span : spans.reversed()) {
      if (span instanceof Post.Span.Link) {
        counted.replace(span.start(), span.end(), link);
      }
    }
    return counted.toString();
  }

  private Optional<Fitted> fitted() {
    var first = draft(whole);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var asIs = first.filter(it -> fits(it, limits));
    return asIs.isPresent() ? asIs.map(it -> new Fitted(it, false)) : shortened();
  }

  private Optional<Fitted> shortened() {
    var material = whole;
    for (var step : STEPS) {
      if (!template.prints(step.variable())) {
        continue;
      }
      var best = largest(step, material);
      if (best.isPresent()) {
        // A post that lost its whole title is no announcement.
        return best.filter(it -> !step.equals(TITLE) || !it.material().title().isEmpty())
            .map(it -> new Fitted(it.draft(), true));
      }
      material = step.reduced().apply(material, 0);
    }
    return Optional.empty();
  }

  /// The draft with the most of one thing that fits. What fits grows with the size only nearly (a
  /// sentence's end may save an ellipsis), so this finds a good size, and always one that fits.
  private Optional<Try> largest(Step step, Material material) {
    var best = fitting(step.reduced().apply(material, 0));
    if (best.isEmpty()) {
      return best;
    }
    var low = 0;
    var high = Math.min(step.size().applyAsInt(material), most());
    while (low < high) {
      var middle = (low + high + 1) >>> 1;
      var tried = fitting(step.reduced().apply(material, middle));
      if (tried.isPresent()) {
        best = tried;
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  private Optional<Try> fitting(Material material) {
    return draft(material).filter(it -> fits(it, limits)).map(it -> new Try(material, it));
  }

  private Optional<Draft> draft(Material material) {
    return Rendering.of(template.parts(), material, whole)
        .map(it -> Layout.set(it, limits, material.fixed().link()));
  }

  /// No part of a text that fits has more graphemes; with addresses that weigh less than they are
  /// long it may have more, so then some room is left for them.
  private int most() {
    var most =
        limits.text().stream()
            .filter(it -> it.unit() != LengthRule.Unit.LINKS)
            .mapToInt(LengthRule::max)
            .min()
            .orElse(Integer.MAX_VALUE / 2);
    var linksWeigh =
        limits.linkWeight().isPresent()
            || limits.text().stream().anyMatch(it -> it.unit() == LengthRule.Unit.X_CHARACTERS);
    return linksWeigh ? most * 2 : most;
  }

  private record Try(Material material, Draft draft) {}

  /// One thing that gives way.
  ///
  /// @param size how large it is
  /// @param reduced the material with only so much of it
  private record Step(
      String variable,
      ToIntFunction<Material> size,
      BiFunction<Material, Integer, Material> reduced) {}
}
