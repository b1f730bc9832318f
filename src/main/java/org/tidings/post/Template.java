// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import java.util.Set;

/// The owner's pattern for a channel's posts, compiled. Immutable and safe for many threads.
///
/// The language is Pebble's, and of it only what a post needs: printing, `if`, `for` over the
/// article's lists, and a few filters. Pebble reads the text; what it found is checked against a
/// closed list and turned into steps of our own, so nothing of Java can be reached from a template,
/// and a value from a feed is never read as one. The manual is `src/docs/templates.md`.
public final class Template {
  /// UTF-16 units; a template is a few lines.
  private static final int LONGEST = 8 * 1024;

  private final String source;
  private final List<Part> parts;
  private final Set<String> printed;
  private final String literalText;

  private Template(String source, TemplateReader.Read read) {
    this.source = source;
    this.parts = read.parts();
    this.printed = read.printed();
    this.literalText = read.literalText();
  }

  /// Reads a template.
  ///
  /// @throws TemplateException naming the line and what is wrong with it
  public static Template compile(String source) throws TemplateException {
    if (source.isBlank()) {
      throw new TemplateException(1, "the template is empty");
    }
    if (source.length() > LONGEST) {
      throw new TemplateException(1, "the template is longer than " + LONGEST + " characters");
    }
    return new Template(source, TemplateReader.read(source));
  }

  /// As the owner wrote it.
  public String source() {
    return source;
  }

  /// Whether a variable, such as `link`, is printed. Without `link` readers get nowhere unless the
  /// channel makes a card, so `plan` and `check` may say so.
  public boolean prints(String variable) {
    return printed.contains(variable);
  }

  List<Part> parts() {
    return parts;
  }

  /// Everything that does not depend on the article.
  String literalText() {
    return literalText;
  }
}
