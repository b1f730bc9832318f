// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidings.app.State;
import org.tidings.config.ChannelId;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.demo.googlebusiness.FakeGoogle;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.demo.threads.FakeThreads;
import org.tidings.secret.Secret;

/// The fake networks of the demo, and what the daemon needs to post to each of them.
final class DemoNetworks implements AutoCloseable {
  private final List<DemoNetwork> all = new ArrayList<>();
  private final DemoNetwork interrupted;

  /// Starts one of each.
  static DemoNetworks start() throws IOException {
    return new DemoNetworks();
  }

  private DemoNetworks() throws IOException {
    // Where nothing but looking helps, the daemon need not wait two minutes in a demo.
    interrupted =
        add(FakeMastodon.start(), "mastodon", "image = true\nproof_settle = \"1s\"\n", Look.TOOT);
    add(FakeFacebook.start(), "facebook", "", Look.FACEBOOK);
    add(FakeLinkedIn.start(), "linkedin", "", Look.LINKEDIN);
    add(new FakeThreads(InstantSource.system()), "threads", "", Look.THREADS);
    add(FakeGoogle.start(), "google", "", Look.GOOGLE);
  }

  private DemoNetwork add(FakeNetwork fake, String id, String toml, Look look) {
    var network = new DemoNetwork(fake, id, toml, look);
    all.add(network);
    return network;
  }

  List<DemoNetwork> all() {
    return List.copyOf(all);
  }

  /// The one whose answer gets lost.
  FakeNetwork interrupted() {
    return interrupted.fake();
  }

  /// Every `[[channel]]`.
  String toml() {
    return all.stream().map(DemoNetwork::toml).collect(Collectors.joining("\n"));
  }

  /// Stores what `tidings connect` would have stored for each.
  void connect(Path folder) {
    try (var state = State.open(folder)) {
      for (var network : all) {
        var keyring = state.keyring(new ChannelId(network.id()));
        network.fake().credentials().forEach((name, it) -> keyring.put(name, Secret.of(it)));
      }
    }
  }

  boolean eachHas(int posts) {
    return all.stream().allMatch(it -> it.fake().posts().size() >= posts);
  }

  /// What is wrong: an article that is there twice, or not at all, or should not be there.
  ///
  /// @param wanted the articles that each network should have
  List<String> mistakes(Set<URI> wanted) {
    var mistakes = new ArrayList<String>();
    for (var network : all) {
      var links = network.fake().posts().stream().flatMap(it -> it.link().stream()).toList();
      if (links.size() != network.fake().posts().size() || !Set.copyOf(links).equals(wanted)) {
        mistakes.add(network.name() + " has " + links + " instead of " + wanted);
      } else if (links.size() != wanted.size()) {
        mistakes.add(network.name() + " has an article twice: " + links);
      }
    }
    return mistakes;
  }

  @Override
  public void close() {
    all.forEach(it -> it.fake().close());
  }
}
