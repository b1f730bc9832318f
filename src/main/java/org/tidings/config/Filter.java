// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.List;
import java.util.Locale;
import org.tidings.text.TextMatch;

/// `include` or `exclude` of a route.
///
/// @param conditions in the order of [Field]; none: nothing is asked
public record Filter(List<Condition> conditions) {
  /// Asks nothing.
  public static final Filter NONE = new Filter(List.of());

  public Filter {
    conditions = List.copyOf(conditions);
  }

  /// What of an article is looked at.
  public enum Field {
    CATEGORY,
    AUTHOR,
    TITLE,
    /// Summary and content.
    TEXT;

    /// Its key.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Holds if any of the values is found.
  ///
  /// @param values at least one
  public record Condition(Field field, List<TextMatch> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }
}
