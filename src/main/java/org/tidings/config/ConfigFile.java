// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidings.text.Suggestion;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A configuration file that was parsed, and whose keys are being read. Its mistakes are gathered
/// while its readers go through it; [#finish] names them all at once, or gives the settings.
public final class ConfigFile {
  private static final TomlPosition TOP = TomlPosition.positionAt(1, 1);

  /// The key of a mistake in a proxy: `feed "blog": proxy: user`.
  private static final Pattern PROXY = Pattern.compile("(.+: )?proxy(: .+)?");

  private final Problems problems;
  private final List<TomlSection> sections = new ArrayList<>();
  private final List<TomlSection> channels;
  private final List<TomlSection> routes;
  private final Settings settings;

  private ConfigFile(Path file, TomlParseResult toml, Problems problems) {
    this.problems = problems;
    var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    var top = new TomlSection(toml, TOP, "", folder, problems);
    sections.add(top);
    var feeds = tables(top, toml, "feed", folder);
    channels = tables(top, toml, "channel", folder);
    routes = tables(top, toml, "route", folder);
    settings = new SettingsReader(top, feeds, channels, routes, problems).read();
  }

  /// Parses the file.
  ///
  /// @throws ConfigException if it is missing, or is not TOML; names every syntax error
  public static ConfigFile read(Path file) {
    return parse(file, contents(file, new Problems(file.toString())));
  }

  /// Parses what the file is to hold.
  ///
  /// @param file for its name and folder only
  /// @throws ConfigException if it is not TOML; names every syntax error
  public static ConfigFile parse(Path file, String contents) {
    var problems = new Problems(file.toString());
    var toml = Toml.parse(contents);
    for (var error : toml.errors()) {
      problems.add(error.position(), "", Optional.ofNullable(error.getMessage()).orElse("?"));
    }
    problems.refuseIfAny();
    return new ConfigFile(file, toml, problems);
  }

  /// The channels, in file order: their common settings, and the section that their type reads.
  public List<ChannelSection> channels() {
    var all = new ArrayList<ChannelSection>();
    for (var i = 0; i < channels.size(); i++) {
      all.add(new ChannelSection(settings.channels().get(i), channels.get(i)));
    }
    return List.copyOf(all);
  }

  /// The feeds, in file order, as far as they can be read; mistakes in them are named by [#finish].
  public List<FeedSettings> feeds() {
    return settings.feeds();
  }

  /// The settings as far as they can be read, for what needs no more than some of them.
  ///
  /// @throws ConfigException if a `proxy` has a mistake: without it requests would go another way
  ///     than the owner wants
  public Settings draft() {
    problems.refuse(it -> PROXY.matcher(it.key()).matches());
    return settings;
  }

  /// The routes, in file order, each with its section, where mistakes in a template are noted.
  public List<RouteSection> routes() {
    var all = new ArrayList<RouteSection>();
    for (var i = 0; i < routes.size(); i++) {
      all.add(new RouteSection(settings.routes().get(i), routes.get(i)));
    }
    return List.copyOf(all);
  }

  /// One `[[route]]`.
  public record RouteSection(RouteSettings settings, Section section) {}

  /// One `[[channel]]`.
  public record ChannelSection(ChannelSettings settings, Section section) {
    /// Notes that there is no such type.
    ///
    /// @param known the types that there are
    public void refuseType(List<String> known) {
      var type = settings.type();
      if (section instanceof TomlSection toml) {
        toml.table().keySet().forEach(toml::has); // a type nobody knows has keys nobody knows
      }
      section.problem(
          "type",
          ClosedNetworks.story(type)
              .orElseGet(
                  () ->
                      "there is no type \"%s\"; there are %s%s"
                          .formatted(
                              type, String.join(", ", known), Suggestion.ending(type, known))));
    }
  }

  /// Ends the reading.
  ///
  /// @throws ConfigException naming every mistake, if there is any
  public Settings finish() {
    sections.forEach(TomlSection::refuseUnknownKeys);
    problems.refuseIfAny();
    return settings;
  }

  private List<TomlSection> tables(
      TomlSection top, TomlParseResult toml, String name, Path folder) {
    if (!top.has(name)) {
      return List.of();
    }
    if (!(toml.get(List.of(name)) instanceof TomlArray array)
        || !array.toList().stream().allMatch(TomlTable.class::isInstance)) {
      top.problem(name, "should be a list of tables; write [[" + name + "]], with two brackets");
      return List.of();
    }
    var all = new ArrayList<TomlSection>();
    for (var i = 0; i < array.size(); i++) {
      var table = array.getTable(i);
      var section =
          new TomlSection(table, array.inputPositionOf(i), label(name, i, table), folder, problems);
      sections.add(section);
      all.add(section);
    }
    return all;
  }

  private static String label(String name, int index, TomlTable table) {
    return table.get(List.of("id")) instanceof String id && !id.isBlank()
        ? name + " \"" + id + "\""
        : name + " " + (index + 1);
  }

  private static String contents(Path file, Problems problems) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      problems.add(1, 1, "", "there is no such file; make one with: tidings init URL");
    } catch (IOException e) {
      problems.add(1, 1, "", "can't be read: " + e.getClass().getSimpleName());
    }
    problems.refuseIfAny();
    return "";
  }
}
