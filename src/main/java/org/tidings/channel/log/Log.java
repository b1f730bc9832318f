// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.log;

import java.nio.file.Path;
import org.tidings.channel.ChannelType;
import org.tidings.config.Section;

/// `type = "log"`: one JSON line per post, appended to a file. For a first look at what Tidings
/// would do, and for programs that follow the file.
public final class Log implements ChannelType {
  @Override
  public String name() {
    return "log";
  }

  @Override
  public String defaultTemplate() {
    return "{{ title }}\n\n{{ link }}\n\n{{ hashtags }}";
  }

  @Override
  public Opener read(Section section) {
    var file = section.path("file");
    if (file.isEmpty()) {
      section.problem("file", "is missing; write file = \"posts.jsonl\"");
    }
    return context -> new LogChannel(file.orElse(Path.of("posts.jsonl")));
  }
}
