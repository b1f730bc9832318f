// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.text.Graphemes;
import org.tidings.text.LengthRule;
import org.tidings.text.LengthRule.Unit;
import org.tidings.text.Words;

/// The words and fields of a container (Threads API reference, "Publishing").
final class Draft {
  /// "Text posts are limited to 500 characters"; emoji count their bytes.
  private static final LengthRule TEXT = new LengthRule(Unit.THREADS_CHARACTERS, 500);

  /// Distinct ones, that of the card among them; one more is `THREADS_API__LINK_LIMIT_EXCEEDED`.
  private static final int LINKS = 5;

  /// `alt_text`: at most 1000 characters.
  private static final LengthRule ALT = new LengthRule(Unit.CODE_POINTS, 1000);

  /// `topic_tag`: 1 to 50 characters.
  private static final LengthRule TOPIC = new LengthRule(Unit.CODE_POINTS, 50);

  private Draft() {}

  /// What fits where the link goes beside the text.
  static PostLimits besideLink(boolean topic) {
    return limits(LINKS - 1, topic, PostLimits.CardBy.SENDER);
  }

  /// What fits where a picture takes the place of the card.
  static PostLimits underPicture(boolean topic) {
    return limits(LINKS, topic, PostLimits.CardBy.NOBODY);
  }

  /// Threads makes the first `#tag` of a text the post's one topic; all others are mere text.
  private static PostLimits limits(int links, boolean topic, PostLimits.CardBy card) {
    return new PostLimits(
        List.of(TEXT, new LengthRule(Unit.LINKS, links)),
        OptionalInt.empty(),
        topic ? PostLimits.HashtagAlphabet.WORD : PostLimits.HashtagAlphabet.NONE,
        1,
        PostLimits.Mentions.NOTIFY,
        card);
  }

  /// The form that makes the container.
  static Map<String, String> fields(Post post, boolean picture, String replies) {
    var fields = new LinkedHashMap<String, String>();
    var image = post.picture().filter(_ -> picture);
    fields.put("media_type", image.isPresent() ? "IMAGE" : "TEXT");
    fields.put("text", post.text());
    image.ifPresentOrElse(
        it -> {
          fields.put("image_url", it.url().toString());
          alt(it.alt()).ifPresent(alt -> fields.put("alt_text", alt));
        },
        () -> attachment(post).ifPresent(it -> fields.put("link_attachment", it)));
    topic(post).ifPresent(it -> fields.put("topic_tag", it));
    if (!replies.equals(ThreadsSettings.EVERYONE)) {
      fields.put("reply_control", replies);
    }
    return fields;
  }

  /// Left out where it would be one link more than Threads takes, which only the text of a picture
  /// that had to be given up can bring about.
  private static Optional<String> attachment(Post post) {
    var rule = new LengthRule(Unit.LINKS, LINKS);
    return post.link().map(URI::toString).filter(it -> rule.allows(post.text() + "\n" + it));
  }

  /// Told only where Threads would take another `#` of the text for the topic, such as that of a
  /// title's "#1".
  private static Optional<String> topic(Post post) {
    for (var span : post.spans()) {
      if (span instanceof Post.Span.Hashtag(var start, _, var tag)) {
        var first = post.text().indexOf('#');
        return Optional.of(tag).filter(_ -> first >= 0 && first < start).filter(TOPIC::allows);
      }
    }
    return Optional.empty();
  }

  /// Cut after a word; no cut may break a character apart.
  private static Optional<String> alt(String text) {
    var cut = Words.cut(text.strip(), ALT.max());
    while (!ALT.allows(cut)) {
      cut = Words.cut(cut, Graphemes.count(cut) - 1);
    }
    return Optional.of(cut).filter(it -> !it.isEmpty());
  }
}
