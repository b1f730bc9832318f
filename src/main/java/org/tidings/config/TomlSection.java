// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tidings.secret.SecretRef;
import org.tidings.text.Suggestion;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A table of the TOML file as a [Section]. Keeps account of the keys that were asked for, so that
/// the others can be named as mistakes.
final class TomlSection implements Section {
  private static final URI NOWHERE = URI.create("http://invalid.example/");

  private final TomlTable table;
  private final TomlPosition position;
  private final String label;
  private final Path folder;
  private final Problems problems;
  private final TreeSet<String> asked = new TreeSet<>();
  private final List<TomlSection> tables = new ArrayList<>();

  /// @param label how the section is called in a problem, such as `channel "page"`
  /// @param folder what relative paths are relative to
  TomlSection(
      TomlTable table, TomlPosition position, String label, Path folder, Problems problems) {
    this.table = table;
    this.position = position;
    this.label = label;
    this.folder = folder;
    this.problems = problems;
  }

  TomlTable table() {
    return table;
  }

  /// The keys that were asked for.
  List<String> asked() {
    return List.copyOf(asked);
  }

  boolean has(String key) {
    asked.add(key);
    return table.contains(List.of(key));
  }

  /// Names every key that nobody asked for.
  void refuseUnknownKeys() {
    for (var key : table.keySet()) {
      if (!asked.contains(key)) {
        problem(
            key,
            "unknown key; "
                + Suggestion.nearest(key, asked)
                    .map(it -> "did you mean '" + it + "'?")
                    .orElseGet(() -> "there are " + String.join(", ", asked)));
      }
    }
    tables.forEach(TomlSection::refuseUnknownKeys);
  }

  @Override
  public String id() {
    return text("id").filter(it -> Ids.GRAMMAR.matcher(it).matches()).orElse("unnamed");
  }

  @Override
  public Optional<String> text(String key) {
    return value(key, String.class, "text in quotes")
        .filter(
            it -> {
              if (it.isBlank()) {
                problem(key, "is empty; leave the key out or write something");
              }
              return !it.isBlank();
            });
  }

  @Override
  public String requiredText(String key) {
    return text(key).orElseGet(() -> missing(key, "= \"…\"", ""));
  }

  @Override
  public String choice(String key, String fallback, List<String> allowed) {
    var written = text(key);
    if (written.isPresent() && !allowed.contains(written.get())) {
      problem(
          key,
          "is none of " + String.join(", ", allowed) + Suggestion.ending(written.get(), allowed));
    }
    return written.filter(allowed::contains).orElse(fallback);
  }

  @Override
  public boolean flag(String key, boolean fallback) {
    return value(key, Boolean.class, "true or false, without quotes").orElse(fallback);
  }

  @Override
  public long number(String key, long fallback, long min, long max) {
    var written = value(key, Long.class, "a whole number, without quotes");
    if (written.isPresent() && (written.get() < min || written.get() > max)) {
      problem(key, "%d is not between %d and %d".formatted(written.get(), min, max));
      return fallback;
    }
    return written.orElse(fallback);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    var written = text(key);
    if (written.isEmpty()) {
      return fallback;
    }
    var parsed = Durations.parse(written.get());
    if (parsed.isEmpty()) {
      problem(key, "not a duration; write it like \"30s\", \"5m\", \"2h\" or \"3d\"");
    } else if (parsed.get().compareTo(min) < 0 || parsed.get().compareTo(max) > 0) {
      problem(
          key,
          "%s is not between %s and %s"
              .formatted(
                  Durations.format(parsed.get()), Durations.format(min), Durations.format(max)));
      return fallback;
    }
    return parsed.orElse(fallback);
  }

  @Override
  public Optional<URI> address(String key) {
    return text(key).flatMap(it -> address(key, it));
  }

  @Override
  public URI requiredAddress(String key) {
    if (!has(key)) {
      missing(key, "= \"https://…\"", "");
    }
    return address(key).orElse(NOWHERE);
  }

  @Override
  public Optional<Path> path(String key) {
    return text(key).map(folder::resolve);
  }

  @Override
  public List<String> texts(String key) {
    var array = value(key, TomlArray.class, "a list, such as [\"a\", \"b\"]");
    if (array.isEmpty()) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (var i = 0; i < array.get().size(); i++) {
      if (array.get().get(i) instanceof String text && !text.isBlank()) {
        texts.add(text);
      } else {
        problem(key, "entry " + (i + 1) + " is not text in quotes");
      }
    }
    return List.copyOf(texts);
  }

  /// One text, or a list of them.
  List<String> textOrTexts(String key) {
    return has(key) && table.get(List.of(key)) instanceof String
        ? text(key).stream().toList()
        : texts(key);
  }

  @Override
  public Optional<Money> money(String key) {
    var written = text(key);
    var amount = written.flatMap(Money::parse);
    if (written.isPresent() && amount.isEmpty()) {
      problem(key, "not an amount of money; write it like \"5 USD\" or \"0.015 USD\"");
    }
    return amount;
  }

  @Override
  public Optional<Section> table(String key) {
    return inner(key).map(it -> it);
  }

  Optional<TomlSection> inner(String key) {
    return value(key, TomlTable.class, "a table, such as { key = \"…\" }")
        .map(
            it -> {
              var at = Optional.ofNullable(table.inputPositionOf(List.of(key))).orElse(position);
              var name = label.isEmpty() ? key : label + ": " + key;
              var inner = new TomlSection(it, at, name, folder, problems);
              tables.add(inner);
              return inner;
            });
  }

  @Override
  public SecretRef secret(String key) {
    if (!has(key)) {
      return new SecretRef.Stored();
    }
    if (!(table.get(List.of(key)) instanceof TomlTable reference)) {
      // The value itself is never repeated: it is a secret.
      problem(
          key,
          "a secret does not belong in this file; "
              + (label.matches("feed .*|(.*: )?proxy")
                  ? ""
                  : "leave the key out and run `tidings connect " + id() + "`, or ")
              + "write { file = \"…\" }, { env = \"…\" } or { credential = \"…\" }");
      return new SecretRef.Stored();
    }
    return reference(key, reference);
  }

  @Override
  public Map<String, SecretRef> secrets(String key) {
    var found = new LinkedHashMap<String, SecretRef>();
    table(key)
        .filter(TomlSection.class::isInstance)
        .map(TomlSection.class::cast)
        .ifPresent(it -> it.table().keySet().forEach(name -> found.put(name, it.secret(name))));
    return found;
  }

  @Override
  public void problem(String key, String problem) {
    var at = Optional.ofNullable(table.inputPositionOf(List.of(key))).orElse(position);
    problems.add(at, label.isEmpty() ? key : label + ": " + key, problem);
  }

  private SecretRef reference(String key, TomlTable reference) {
    var kinds = List.of("credential", "file", "env");
    if (reference.size() != 1
        || !kinds.containsAll(reference.keySet())
        || !(reference.get(List.of(reference.keySet().iterator().next())) instanceof String name)
        || name.isBlank()) {
      problem(
          key,
          "says in no known way where the secret is; write { file = \"…\" }, { env = \"…\" } or"
              + " { credential = \"…\" }");
      return new SecretRef.Stored();
    }
    return switch (reference.keySet().iterator().next()) {
      case "file" -> new SecretRef.File(folder.resolve(name));
      case "env" -> new SecretRef.Env(name);
      default -> new SecretRef.Credential(name);
    };
  }

  private Optional<URI> address(String key, String text) {
    try {
      var uri = URI.create(text.strip());
      var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
      if (scheme.matches("(?i)https?") && uri.getHost() != null && uri.getUserInfo() == null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // named below, like every other address that can't be one
    }
    problem(key, "not a web address; write it like \"https://blog.example/feed/\"");
    return Optional.empty();
  }

  private String missing(String key, String example, String instead) {
    problem(key, "is missing; write " + key + " " + example);
    return instead;
  }

  private <T> Optional<T> value(String key, Class<T> type, String wanted) {
    if (!has(key)) {
      return Optional.empty();
    }
    var value = table.get(List.of(key));
    if (!type.isInstance(value)) {
      problem(key, "should be " + wanted);
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }
}
