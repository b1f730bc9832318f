// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tidings.text.Words;

/// A filter of templates. There are no others than those listed here; none of them alters a link
/// or a hashtag.
///
/// @param arguments what it is told, in order
/// @param required how many of them must be there
record TemplateFilter(List<Argument> arguments, int required, Body body) {
  /// Every filter by its name.
  static final Map<String, TemplateFilter> ALL =
      Map.ofEntries(
          Map.entry("upper", onText(it -> it.toUpperCase(Locale.ROOT))),
          Map.entry("lower", onText(it -> it.toLowerCase(Locale.ROOT))),
          Map.entry("capitalize", onText(TemplateFilter::capitalize)),
          Map.entry("trim", onText(String::strip)),
          Map.entry("truncate", cutting()),
          Map.entry("abbreviate", cutting()),
          Map.entry(
              "words",
              new TemplateFilter(
                  List.of(Argument.NUMBER),
                  1,
                  (it, arguments) ->
                      each(
                          it,
                          phrase -> phrase.map(text -> Words.first(text, number(arguments, 0)))))),
          Map.entry(
              "replace",
              new TemplateFilter(
                  List.of(Argument.QUOTED, Argument.QUOTED), 2, TemplateFilter::replace)),
          Map.entry(
              "default",
              new TemplateFilter(
                  List.of(Argument.ANY),
                  1,
                  (it, arguments) -> it.holds() ? it : arguments.getFirst())),
          Map.entry("join", new TemplateFilter(List.of(Argument.QUOTED), 0, TemplateFilter::join)),
          Map.entry(
              "first",
              new TemplateFilter(
                  List.of(), 0, (it, _) -> new Datum.Text(item(it, List::getFirst)))),
          Map.entry(
              "last",
              new TemplateFilter(
                  List.of(), 0, (it, _) -> new Datum.Text(item(it, List::getLast)))));

  /// What an argument must be.
  enum Argument {
    ANY,
    /// A whole number from 1 to 9999, written out.
    NUMBER,
    /// Text in quotes, not long: what is replaced may stand there thousands of times.
    QUOTED
  }

  /// What a filter does.
  @FunctionalInterface
  interface Body {
    Datum apply(Datum value, List<Datum> arguments);
  }

  private static TemplateFilter onText(UnaryOperator<String> change) {
    return new TemplateFilter(List.of(), 0, (it, _) -> each(it, phrase -> phrase.map(change)));
  }

  private static TemplateFilter cutting() {
    return new TemplateFilter(
        List.of(Argument.NUMBER),
        1,
        (it, arguments) -> each(it, phrase -> phrase.cut(number(arguments, 0))));
  }

  private static Datum replace(Datum value, List<Datum> arguments) {
    var old = arguments.getFirst().phrase().text();
    var by = arguments.get(1).phrase().text();
    return old.isEmpty() ? value : each(value, phrase -> phrase.map(text -> text.replace(old, by)));
  }

  private static Datum join(Datum value, List<Datum> arguments) {
    var separator = arguments.isEmpty() ? " " : arguments.getFirst().phrase().text();
    return new Datum.Text(Phrase.join(value.items(), separator));
  }

  private static Phrase item(Datum value, Function<List<Phrase>, Phrase> which) {
    return value.items().isEmpty() ? Phrase.EMPTY : which.apply(value.items());
  }

  private static Datum each(Datum value, UnaryOperator<Phrase> change) {
    return value instanceof Datum.Many(var items)
        ? new Datum.Many(items.stream().map(change).toList())
        : new Datum.Text(change.apply(value.phrase()));
  }

  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    var first = text.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + text.substring(Character.charCount(first));
  }

  private static int number(List<Datum> arguments, int index) {
    return arguments.get(index) instanceof Datum.Count(var value)
        ? Math.toIntExact(value)
        : Integer.MAX_VALUE;
  }
}
