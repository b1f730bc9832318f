// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidings.channel.ChannelType;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings.OnEdit;
import org.tidings.config.ConfigFile;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.config.Section;
import org.tidings.config.Settings;
import org.tidings.poll.Destination.Way;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;

/// The configuration, read to the end: common keys, each type's own, templates.
///
/// @param words the templates of routes that have their own, by the route's id
public record Setup(
    Settings settings, List<ConfiguredChannel> channels, Map<String, Template> words) {
  public Setup {
    channels = List.copyOf(channels);
    words = Map.copyOf(words);
  }

  /// Reads the configuration file.
  ///
  /// @throws org.tidings.config.ConfigException naming every mistake in it
  public static Setup read(Path file) {
    return of(ConfigFile.read(file));
  }

  static Setup of(ConfigFile config) {
    var channels = new ArrayList<ConfiguredChannel>();
    for (var channel : config.channels()) {
      var type = ChannelCatalog.find(channel.settings().type());
      if (type.isEmpty()) {
        channel.refuseType(ChannelCatalog.names());
      } else {
        var opener = type.get().read(channel.section());
        refuseUpdates(channel, type.get());
        template(
                channel.settings().template().orElseGet(type.get()::defaultTemplate),
                channel.section())
            .map(it -> new ConfiguredChannel(channel.settings(), opener, it))
            .ifPresent(channels::add);
      }
    }
    var words = new HashMap<String, Template>();
    for (var route : config.routes()) {
      route
          .settings()
          .template()
          .flatMap(it -> template(it, route.section()))
          .ifPresent(it -> words.put(route.settings().id(), it));
    }
    return new Setup(config.finish(), channels, words);
  }

  private static void refuseUpdates(ConfigFile.ChannelSection channel, ChannelType type) {
    if (channel.settings().onEdit() == OnEdit.UPDATE && !type.revises()) {
      var able =
          ChannelCatalog.types().stream()
              .filter(ChannelType::revises)
              .map(ChannelType::name)
              .collect(Collectors.joining(", "));
      channel
          .section()
          .problem(
              "on_edit",
              "posts of type \"%s\" can't be changed in place, only those of: %s; write \"ignore\""
                  .formatted(type.name(), able));
    }
  }

  public Optional<ConfiguredChannel> channel(ChannelId id) {
    return channels.stream().filter(it -> it.settings().id().equals(id)).findFirst();
  }

  public Optional<FeedSettings> feed(FeedId id) {
    return settings.feeds().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /// The routes from a feed to a channel, each with its words.
  List<Way> ways(FeedId feed, ConfiguredChannel channel) {
    return settings.routes(feed, channel.settings().id()).stream()
        .map(it -> new Way(it, words.getOrDefault(it.id(), channel.template())))
        .toList();
  }

  private static Optional<Template> template(String source, Section section) {
    try {
      return Optional.of(Template.compile(source));
    } catch (TemplateException e) {
      section.problem("template", "line %d of it: %s".formatted(e.line(), e.getMessage()));
      return Optional.empty();
    }
  }
}
