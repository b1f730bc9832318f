// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidings.article.Article;
import org.tidings.channel.Channel;
import org.tidings.config.ChannelSettings;
import org.tidings.config.RouteSettings;
import org.tidings.post.LinkQuery;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;

/// Where a feed's articles can go: a channel, and the ways there. Pure.
///
/// @param ways in the order in which they are tried; at least one
public record Destination(ChannelSettings settings, Channel channel, List<Way> ways) {
  private static final Template OWN_WORDS = constant("{{ text }}\n\n{{ link }}");
  private static final Template OWN_WORDS_BESIDE_A_LINK = constant("{{ text }}");

  public Destination {
    ways = List.copyOf(ways);
  }

  /// A destination that takes everything.
  public Destination(ChannelSettings settings, Channel channel, Template template) {
    this(settings, channel, List.of(new Way(RouteSettings.EVERYTHING, template)));
  }

  /// A route, and the words for it.
  public record Way(RouteSettings route, Template template) {}

  /// Decides on one article: the first way that it passes is taken, and what its author asks for
  /// counts in the end.
  public Ruling rule(Article article, Wishes wishes) {
    var tidied =
        article.withCategories(
            article.categories().stream().filter(it -> !wishes.categories().contains(it)).toList());
    var refusals = new ArrayList<String>();
    Optional<Way> taken = Optional.empty();
    for (var it : ways) {
      var refusal = Rules.refusal(it.route(), tidied);
      refusal.ifPresent(refusals::add);
      if (refusal.isEmpty()) {
        taken = Optional.of(it);
        break;
      }
    }
    var post = compose(tidied, taken.orElse(ways.getFirst()), wishes);
    if (wishes.skip()) {
      return new Ruling.Skip(post, "its author says skip");
    }
    if (wishes.misread().isPresent()) {
      return new Ruling.Unclear(
          post,
          "its author asks for \"%s\", which means nothing".formatted(wishes.misread().get()));
    }
    if (!wishes.only().isEmpty() && !wishes.only().contains(settings.id().value())) {
      return new Ruling.Skip(post, "its author wants it only in " + sorted(wishes));
    }
    return taken
        .<Ruling>map(it -> new Ruling.Take(post, it.route()))
        .orElseGet(() -> new Ruling.Skip(post, String.join("; ", refusals)));
  }

  private static String sorted(Wishes wishes) {
    return wishes.only().stream().sorted().collect(Collectors.joining(", "));
  }

  private Post compose(Article article, Way way, Wishes wishes) {
    var linked =
        article.withLink(article.link().map(it -> LinkQuery.added(it, query(article, way))));
    if (wishes.words().isEmpty()) {
      return channel.compose(linked, way.template());
    }
    var words = wishes.words().get();
    var shown = article.link().map(URI::toString).filter(words::contains).isPresent();
    var template = way.template().prints("link") && !shown ? OWN_WORDS : OWN_WORDS_BESIDE_A_LINK;
    return channel.compose(linked.withText(words), template);
  }

  /// The route's additions beat the channel's.
  private Map<String, String> query(Article article, Way way) {
    var query = new TreeMap<>(settings.query());
    query.putAll(way.route().query());
    query.replaceAll(
        (_, value) ->
            value
                .replace("{{ channel }}", settings.id().value())
                .replace("{{ feed }}", article.feed().value()));
    return query;
  }

  private static Template constant(String source) {
    try {
      return Template.compile(source);
    } catch (TemplateException e) {
      throw new IllegalStateException(source, e);
    }
  }
}
