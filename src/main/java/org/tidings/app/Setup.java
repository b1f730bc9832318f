// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelType;
import org.tidings.config.ChannelId;
import org.tidings.config.ConfigFile;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.config.Settings;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;

/// The configuration, read to the end: common keys, each type's own, templates.
public record Setup(Settings settings, List<ConfiguredChannel> channels) {
  public Setup {
    channels = List.copyOf(channels);
  }

  /// Reads the configuration file.
  ///
  /// @throws org.tidings.config.ConfigException naming every mistake in it
  public static Setup read(Path file) {
    var config = ConfigFile.read(file);
    var channels = new ArrayList<ConfiguredChannel>();
    for (var channel : config.channels()) {
      var type = ChannelCatalog.find(channel.settings().type());
      if (type.isEmpty()) {
        channel.refuseType(ChannelCatalog.names());
      } else {
        var opener = type.get().read(channel.section());
        template(channel, type.get())
            .map(it -> new ConfiguredChannel(channel.settings(), opener, it))
            .ifPresent(channels::add);
      }
    }
    return new Setup(config.finish(), channels);
  }

  public Optional<ConfiguredChannel> channel(ChannelId id) {
    return channels.stream().filter(it -> it.settings().id().equals(id)).findFirst();
  }

  public Optional<FeedSettings> feed(FeedId id) {
    return settings.feeds().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private static Optional<Template> template(ConfigFile.ChannelSection channel, ChannelType type) {
    try {
      return Optional.of(
          Template.compile(channel.settings().template().orElseGet(type::defaultTemplate)));
    } catch (TemplateException e) {
      channel
          .section()
          .problem("template", "line %d of it: %s".formatted(e.line(), e.getMessage()));
      return Optional.empty();
    }
  }
}
