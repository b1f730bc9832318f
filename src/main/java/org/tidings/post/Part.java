// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;

/// A step of a template, once it has been read and found harmless.
sealed interface Part {
  record Literal(String text) implements Part {}

  record Print(Value value) implements Part {}

  /// The first branch whose condition holds, else the last list.
  record Choice(List<Branch> branches, List<Part> otherwise) implements Part {}

  record Branch(Value condition, List<Part> body) {}

  /// The body once for each item of a list, `otherwise` if there is none.
  record Loop(String name, Value list, List<Part> body, List<Part> otherwise) implements Part {}

  /// An expression.
  @FunctionalInterface
  interface Value {
    Datum in(Rendering rendering);
  }
}
