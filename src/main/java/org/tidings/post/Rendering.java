// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tidings.post.Piece.Origin;

/// One run of a template over an article's material, within bounds of work and of output.
final class Rendering {
  /// UTF-16 units; more than any platform takes.
  private static final int MOST_OUTPUT = 64 * 1024;

  /// Steps plus UTF-16 units handled: some milliseconds, a hundred times what a real template
  /// needs.
  private static final int MOST_WORK = 1024 * 1024;

  private final Map<String, Datum> shown;
  private final Map<String, Datum> whole;
  private final Deque<Map<String, Datum>> loops = new ArrayDeque<>();
  private final List<Piece> output = new ArrayList<>();
  private boolean asking;
  private int work;
  private int length;

  private Rendering(Material shown, Material whole) {
    this.shown = shown.variables();
    this.whole = whole.variables();
  }

  /// Runs a template; empty if it exceeds its bounds.
  ///
  /// @param shown what is printed
  /// @param whole the same before anything was shortened: what conditions are asked about
  static Optional<List<Piece>> of(List<Part> parts, Material shown, Material whole) {
    var rendering = new Rendering(shown, whole);
    try {
      rendering.run(parts);
    } catch (OutOfBounds _) {
      return Optional.empty();
    }
    return Optional.of(rendering.output);
  }

  /// The value of a variable. A condition sees the whole value of what is shown in part, so that
  /// `if text contains "x"` does not change its mind when the text is shortened.
  Datum variable(String name) {
    for (var loop : loops) {
      var value = loop.get(name);
      if (value != null) {
        return charged(value);
      }
    }
    var value = Objects.requireNonNull(shown.get(name), name);
    return charged(asking && value.holds() ? Objects.requireNonNull(whole.get(name)) : value);
  }

  /// Evaluates a condition.
  boolean ask(BooleanSupplier condition) {
    var before = asking;
    asking = true;
    try {
      return condition.getAsBoolean();
    } finally {
      asking = before;
    }
  }

  /// Counts the work of handling a value.
  Datum charged(Datum value) {
    charge(
        switch (value) {
          case Datum.Text(var phrase) -> phrase.length();
          case Datum.Many(var items) -> items.stream().mapToInt(Phrase::length).sum();
          case Datum.Count _, Datum.Truth _ -> 1;
        });
    return value;
  }

  private void run(List<Part> parts) {
    for (var part : parts) {
      charge(1);
      switch (part) {
        case Part.Literal(var text) -> print(new Piece(Origin.OWNER, text));
        case Part.Print(var value) -> print(value.in(this).phrase());
        case Part.Choice choice -> choose(choice);
        case Part.Loop loop -> repeat(loop);
      }
    }
  }

  private void print(Phrase phrase) {
    if (phrase.isEmpty()) {
      printNothing();
    }
    phrase.pieces().forEach(this::print);
  }

  private void print(Piece piece) {
    length += piece.text().length();
    if (length > MOST_OUTPUT) {
      throw new OutOfBounds();
    }
    output.add(piece);
  }

  /// Leaves a trace, so that a line on which nothing was printed can vanish.
  private void printNothing() {
    print(new Piece(Origin.FEED, ""));
  }

  private void choose(Part.Choice choice) {
    printNothing();
    for (var branch : choice.branches()) {
      if (ask(() -> branch.condition().in(this).holds())) {
        run(branch.body());
        return;
      }
    }
    run(choice.otherwise());
  }

  private void repeat(Part.Loop loop) {
    printNothing();
    var items = loop.list().in(this).items();
    if (items.isEmpty()) {
      run(loop.otherwise());
    }
    for (var i = 0; i < items.size(); i++) {
      loops.push(
          Map.of(
              loop.name(),
              new Datum.Text(items.get(i)),
              "loop.index",
              new Datum.Count(i),
              "loop.length",
              new Datum.Count(items.size()),
              "loop.first",
              new Datum.Truth(i == 0),
              "loop.last",
              new Datum.Truth(i == items.size() - 1)));
      run(loop.body());
      loops.pop();
    }
  }

  private void charge(int units) {
    work += units + 1;
    if (work > MOST_WORK) {
      throw new OutOfBounds();
    }
  }

  /// The template does too much. Never leaves this class.
  private static final class OutOfBounds extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OutOfBounds() {
      super("template out of bounds", null, false, false);
    }
  }
}
