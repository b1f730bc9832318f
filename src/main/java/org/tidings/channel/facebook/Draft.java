// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidings.channel.Payload;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.text.Json;
import org.tidings.text.LengthRule;

/// The words of a post and where its link goes: beside the words, as a card, or into them; never
/// both (facebook.com shows such a post's address twice).
///
/// People paste an address, see the card appear, and delete the address again. So does Tidings: an
/// address that stands on a line of its own becomes the card. One within a sentence is part of the
/// sentence and stays; then no card is asked for.
final class Draft {
  /// As the tools for Pages count and refuse; unproved in Meta's own pages.
  static final LengthRule TEXT = new LengthRule(LengthRule.Unit.UTF16_UNITS, 63_206);

  /// People set two or three; more looks like a machine.
  private static final int HASHTAGS = 3;

  private static final String PHOTO = "attached_media[0]";

  private Draft() {}

  /// An `@name` that is merely written notifies nobody there.
  static PostLimits limits(boolean image) {
    return new PostLimits(
        List.of(TEXT),
        OptionalInt.empty(),
        PostLimits.HashtagAlphabet.WORD,
        HASHTAGS,
        PostLimits.Mentions.INERT,
        image ? PostLimits.CardBy.NOBODY : PostLimits.CardBy.SENDER);
  }

  /// For a post with a card.
  static Post besideCard(Post post) {
    var ours = links(post);
    if (ours.isEmpty() || !ours.stream().allMatch(it -> isAlone(it, post.text()))) {
      return post;
    }
    var without = without(post, ours.getLast());
    return ours.size() == 1 ? without : besideCard(without);
  }

  /// For a post without a card: the words carry the address.
  static Post withLink(Post post) {
    if (post.link().isEmpty() || !links(post).isEmpty()) {
      return post;
    }
    var link = post.link().get();
    var start = post.text().isEmpty() ? 0 : post.text().length() + 2;
    var text = (post.text().isEmpty() ? "" : post.text() + "\n\n") + link;
    if (!TEXT.allows(text)) {
      return post;
    }
    var spans = new ArrayList<>(post.spans());
    spans.add(new Post.Span.Link(start, text.length(), link));
    return with(post, text, spans);
  }

  /// The form that publishes a post with a card, if the words don't carry its address.
  static Payload card(Post post) {
    var link = post.link().filter(_ -> links(post).isEmpty()).map(URI::toString);
    var fields = fields(post);
    link.ifPresent(it -> fields.put("link", it));
    return new Payload(Form.encode(fields), link.orElse(""));
  }

  /// The form that publishes a post without a card.
  static Payload plain(Post post) {
    return new Payload(Form.encode(fields(post)), "");
  }

  /// The form that publishes a post with an uploaded picture (Page feed reference,
  /// `attached_media`).
  static Payload photo(Post post, String photo) {
    var fields = fields(post);
    fields.put(PHOTO, Json.object().put("media_fbid", photo).toString());
    return new Payload(Form.encode(fields), "");
  }

  /// The words in such a form.
  static String words(Payload payload) {
    return Form.decode(payload.body()).getOrDefault("message", "");
  }

  /// Whether a post was refused since its picture is not there any more. unproved: the words.
  static boolean lostPhoto(Payload payload, String reason) {
    return Form.decode(payload.body()).containsKey(PHOTO)
        && reason.toLowerCase(Locale.ROOT).contains("media");
  }

  private static Map<String, String> fields(Post post) {
    var fields = new LinkedHashMap<String, String>();
    if (!post.text().isEmpty()) {
      fields.put("message", post.text());
    }
    fields.put("published", "true");
    return fields;
  }

  private static List<Post.Span.Link> links(Post post) {
    var links = new ArrayList<Post.Span.Link>();
    for (var span : post.spans()) {
      if (span instanceof Post.Span.Link link && Optional.of(link.target()).equals(post.link())) {
        links.add(link);
      }
    }
    return links;
  }

  private static boolean isAlone(Post.Span.Link link, String text) {
    return (link.start() == 0 || text.charAt(link.start() - 1) == '\n')
        && (link.end() == text.length() || text.charAt(link.end()) == '\n');
  }

  /// Without that line, and with one gap where there were two.
  private static Post without(Post post, Post.Span.Link link) {
    var head = post.text().substring(0, link.start());
    var tail = post.text().substring(link.end());
    var gap = head.endsWith("\n\n") || tail.startsWith("\n\n") ? "\n\n" : "\n";
    var before = head.stripTrailing();
    var after = tail.stripLeading();
    var text = before + (before.isEmpty() || after.isEmpty() ? "" : gap) + after;
    var moved = text.length() - post.text().length();
    var spans = new ArrayList<Post.Span>();
    for (var span : post.spans()) {
      if (!span.equals(link)) {
        spans.add(span.start() < link.start() ? span : moved(span, moved));
      }
    }
    return with(post, text, spans);
  }

  private static Post.Span moved(Post.Span span, int by) {
    return switch (span) {
      case Post.Span.Link(var start, var end, var target) ->
          new Post.Span.Link(start + by, end + by, target);
      case Post.Span.Hashtag(var start, var end, var tag) ->
          new Post.Span.Hashtag(start + by, end + by, tag);
    };
  }

  private static Post with(Post post, String text, List<Post.Span> spans) {
    return new Post(
        text,
        spans,
        post.link(),
        post.card(),
        post.picture(),
        post.language(),
        post.title(),
        post.shortened());
  }
}
