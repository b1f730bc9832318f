// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import com.rometools.rome.feed.synd.SyndContent;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.tidings.feed.Format.Family;
import org.tidings.text.HtmlEntities;
import org.tidings.text.MaybeHtml;
import org.tidings.text.PlainText;

/// Reads the words that ROME hands over, by the type they claim and the one they have.
final class TextConstruct {
  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(([^()]*)\\)");

  private TextConstruct() {}

  /// A title: Atom's `text` is literal; all else may be HTML, RSS does not say.
  static Optional<String> title(@Nullable SyndContent title, @Nullable String value) {
    var words = title == null || title.getValue() == null ? value : title.getValue();
    if (words == null) {
      return Optional.empty();
    }
    var literal = title != null && isLiteral(type(title));
    return present(literal ? PlainText.line(words) : MaybeHtml.line(words));
  }

  /// A text of any length, as HTML.
  static Optional<String> html(@Nullable SyndContent content, Family family) {
    if (content == null || content.getValue() == null || content.getValue().isBlank()) {
      return Optional.empty();
    }
    var value = content.getValue().strip();
    var type = type(content);
    if (family != Family.ATOM || type.contains("html") || type.endsWith("xml")) {
      return Optional.of(value);
    }
    if (!type.isEmpty() && !type.startsWith("text")) {
      // a picture in base64, for one
      return Optional.empty();
    }
    // Atom 0.3: ROME says text/plain of what says nothing.
    var sure = isLiteral(type) && !type.equals("text/plain");
    var html = !sure && (MaybeHtml.hasTag(value) || HtmlEntities.in(value));
    return Optional.of(html ? value : Entities.escape(value));
  }

  /// A person's name; addresses are dropped: nobody wants theirs posted.
  static Optional<String> person(@Nullable String written) {
    if (written == null) {
      return Optional.empty();
    }
    var line = MaybeHtml.line(written);
    if (line.indexOf('@') < 0) {
      return present(line);
    }
    var named = IN_PARENTHESES.matcher(line);
    if (named.find()) {
      return present(named.group(1).strip()).filter(it -> it.indexOf('@') < 0);
    }
    var name = new StringBuilder();
    for (var word : line.split(" ", -1)) {
      name.append(word.indexOf('@') < 0 ? word + " " : "");
    }
    return present(name.toString().replace("\"", "").strip());
  }

  /// A name of a category.
  static Optional<String> category(@Nullable String written) {
    return written == null ? Optional.empty() : present(MaybeHtml.line(written));
  }

  private static boolean isLiteral(String type) {
    return type.equals("text") || type.equals("text/plain");
  }

  private static String type(SyndContent content) {
    return content.getType() == null ? "" : content.getType().strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> present(String words) {
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }
}
