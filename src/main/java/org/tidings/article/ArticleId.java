// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

/// Our number for an article; grows, never reused.
public record ArticleId(long value) {
  /// Of an article that is not stored.
  public static final ArticleId NONE = new ArticleId(0);

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
