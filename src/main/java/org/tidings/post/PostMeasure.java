// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import org.tidings.text.LengthRule;

/// How much of one limit a post uses, as the platform counts: `271/300 graphemes`.
public record PostMeasure(LengthRule rule, int used) {
  public boolean fits() {
    return used <= rule.max();
  }
}
