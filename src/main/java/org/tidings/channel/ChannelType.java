// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.util.Optional;
import org.tidings.config.Section;

/// A platform. Adding one is a folder with one of these, a line in `ChannelCatalog` and a contract
/// test.
public interface ChannelType {
  /// The word for `type = "…"` in the configuration.
  String name();

  /// The template for channels that set none.
  String defaultTemplate();

  /// Whether its posts can be given other words in place ([Channel#revise]).
  default boolean revises() {
    return false;
  }

  /// Reads the keys of this type; problems go into the section. Called for every `[[channel]]` of
  /// the type, and by the tests to learn which keys there are.
  ///
  /// @return how to open the channel, once the whole configuration proved to be sound
  Opener read(Section section);

  /// Makes the channel. No network, no file: only what was read and what is lent.
  interface Opener {
    Channel open(ChannelContext context);

    /// How the owner connects this account; empty if there is nothing to connect.
    default Optional<Connector> connector() {
      return Optional.empty();
    }
  }
}
