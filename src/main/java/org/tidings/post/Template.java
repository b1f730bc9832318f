// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

/// The owner's pattern for a channel's posts, compiled. Immutable and safe for many threads.
public final class Template {
  private final String source;

  private Template(String source) {
    this.source = source;
  }

  /// Reads a template.
  ///
  /// @throws TemplateException naming the line and what is wrong with it
  public static Template compile(String source) throws TemplateException {
    if (source.isBlank()) {
      throw new TemplateException(1, "the template is empty");
    }
    return new Template(source);
  }

  /// As the owner wrote it.
  public String source() {
    return source;
  }

  /// Whether a variable, such as `link`, stands in the template. A template without `link` leads
  /// readers nowhere unless the channel makes a card, so `plan` and `check` may say so.
  public boolean uses(String variable) {
    return source.contains(variable);
  }
}
