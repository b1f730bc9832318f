// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import java.util.regex.Pattern;
import org.tidings.text.Links;
import org.tidings.text.PlainText;
import org.tidings.text.TwitterText;

/// What a feed says, made fit to stand in a post: nothing invisible, nothing that steers a
/// terminal, and no call to a stranger.
final class FeedText {
  /// ECMA-48 control sequences (colours, cursor) and operating system commands (window titles).
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)");

  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final Pattern EDGE_OF_LINE = Pattern.compile(" ?\\n ?");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

  /// An `@` that could begin a name. In Mastodon's `Account::MENTION_RE` the name begins at once,
  /// so the word joiner after it defeats the match; X also takes the full-width form.
  private static final Pattern MENTION = Pattern.compile("([@＠])(?=[\\p{L}\\p{N}_]|$)");

  /// The part of an e-mail address before and after its `@`; nobody is called by those.
  private static final Pattern MAIL_BEFORE = Pattern.compile("(?<![@＠\\w.+%-])[\\w.+%-]*\\w$");

  private static final Pattern MAIL_AFTER = Pattern.compile("^[\\w-]+(?:\\.[\\w-]+)+");

  private static final Pattern BEFORE_NO_MENTION =
      Pattern.compile("[=/\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}]");

  private static final String WORD_JOINER = "\u2060";

  private FeedText() {}

  /// Cleaned, on one line.
  static String line(String text) {
    return PlainText.line(withoutEscapes(text));
  }

  /// Cleaned, with its paragraphs: at most one blank line between them.
  static String paragraphs(String text) {
    var clean = SPACES.matcher(PlainText.clean(withoutEscapes(text))).replaceAll(" ");
    var lines = EDGE_OF_LINE.matcher(clean).replaceAll("\n");
    return BLANK_LINES.matcher(lines).replaceAll("\n\n").strip();
  }

  /// With a word joiner after each `@` that could begin a name. Addresses stay whole, on the web
  /// and of mail.
  static String withoutMentions(String text) {
    if (text.indexOf('@') < 0 && text.indexOf('＠') < 0) {
      return text;
    }
    var links = Links.in(text);
    return MENTION
        .matcher(text)
        .replaceAll(
            it ->
                isInLink(text, it.start(), links) || isMail(text, it.start())
                    ? it.group()
                    : it.group() + WORD_JOINER);
  }

  /// With a word joiner after the `$` of each `$TICKER` but the first ones.
  static String withoutCashtags(String text, int kept) {
    var tamed = new StringBuilder(text);
    for (var at : TwitterText.cashtags(text).stream().skip(kept).toList().reversed()) {
      tamed.insert(at + 1, WORD_JOINER);
    }
    return tamed.toString();
  }

  /// Where Mastodon sees no mention either. Elsewhere an address could end earlier for a platform
  /// than for us, and rather a strange address breaks than a stranger is called.
  private static boolean isInLink(String text, int at, List<Links.Found> links) {
    return links.stream().anyMatch(it -> it.start() < at && at < it.end())
        && BEFORE_NO_MENTION.matcher(text.substring(at - 1, at)).matches();
  }

  private static boolean isMail(String text, int at) {
    // 64 and 255: the longest local part and domain (RFC 5321 section 4.5.3.1).
    var before = text.substring(Math.max(0, at - 65), at);
    var after = text.substring(at + 1, Math.min(text.length(), at + 256));
    return MAIL_BEFORE.matcher(before).find() && MAIL_AFTER.matcher(after).find();
  }

  private static String withoutEscapes(String text) {
    return ESCAPE_SEQUENCE.matcher(text).replaceAll("");
  }
}
