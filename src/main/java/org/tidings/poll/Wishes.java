// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidings.config.Directives;
import org.tidings.feed.Entry;

/// What an article's author wants for it, as said in the feed: `skip`, `only: CHANNELS`,
/// `text: WORDS`.
///
/// @param skip it is posted nowhere
/// @param only the channels that it is for; empty: all
/// @param words what to say instead of the template
/// @param misread what could not be understood
/// @param categories those that were meant for us, and are no hashtags
public record Wishes(
    boolean skip,
    Set<String> only,
    Optional<String> words,
    Optional<String> misread,
    Set<String> categories) {
  /// Nothing.
  public static final Wishes NONE =
      new Wishes(false, Set.of(), Optional.empty(), Optional.empty(), Set.of());

  private static final Pattern SAID = Pattern.compile("(?is)(skip|only|text)\\b[\\s:=-]*(.*)");

  public Wishes {
    only = Set.copyOf(only);
    categories = Set.copyOf(categories);
  }

  Wishes butMisread(String what) {
    return new Wishes(skip, only, words, Optional.of(what), categories);
  }

  /// Reads what is said in the categories.
  static Wishes of(Directives directives, List<String> categories) {
    return reader(directives, categories).wishes();
  }

  /// Reads them where the feed's owner says that they are.
  public static Wishes of(Directives directives, Entry entry) {
    var reader = reader(directives, entry.categories());
    directives
        .element()
        .ifPresent(
            name ->
                entry.others().stream()
                    .filter(it -> it.name().equalsIgnoreCase(name))
                    .forEach(it -> reader.lines(it.value())));
    return reader.wishes();
  }

  private static Reader reader(Directives directives, List<String> categories) {
    var reader = new Reader();
    directives
        .category()
        .ifPresent(prefix -> categories.forEach(it -> reader.category(prefix, it)));
    return reader;
  }

  private static final class Reader {
    private boolean skip;
    private final Set<String> only = new LinkedHashSet<>();
    private final Set<String> categories = new LinkedHashSet<>();
    private final List<String> words = new ArrayList<>();
    private Optional<String> misread = Optional.empty();

    void category(String prefix, String category) {
      if (category.regionMatches(true, 0, prefix, 0, prefix.length())) {
        categories.add(category);
        directive(category.substring(prefix.length()));
      }
    }

    /// One directive a line; words go on to the end.
    void lines(String value) {
      var rest = value.strip();
      while (!rest.isEmpty()) {
        var end = isWords(rest) || rest.indexOf('\n') < 0 ? rest.length() : rest.indexOf('\n');
        directive(rest.substring(0, end));
        rest = rest.substring(end).strip();
      }
    }

    private static boolean isWords(String text) {
      return text.toLowerCase(Locale.ROOT).startsWith("text");
    }

    private void directive(String written) {
      var said = SAID.matcher(written.strip());
      if (!said.matches()) {
        misread = Optional.of(written.strip());
        return;
      }
      var what = said.group(1).toLowerCase(Locale.ROOT);
      var rest = said.group(2).strip();
      switch (what) {
        case "skip" -> skip = true;
        case "only" -> only.addAll(List.of(rest.toLowerCase(Locale.ROOT).split("[\\s,;]+")));
        default -> words.add(rest);
      }
      if (rest.isEmpty() && !what.equals("skip")) {
        misread = Optional.of(written.strip());
      }
    }

    Wishes wishes() {
      var all = Optional.of(String.join("\n\n", words)).filter(it -> !it.isBlank());
      return new Wishes(skip, only, all, misread, categories);
    }
  }
}
