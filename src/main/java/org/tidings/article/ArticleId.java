// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

/// Our number for an article; grows, never reused.
public record ArticleId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
