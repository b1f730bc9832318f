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
import org.tidings.demo.x.FakeX;
import org.tidings.secret.Secret;

/// The fake networks of the demo, and what the daemon needs to post to each of them.
final class DemoNetworks implements AutoCloseable {
  private final List<DemoNetwork> all;
  private final FakeNetwork interrupted;

  /// Shows these.
  ///
  /// @param interrupted the one whose answer gets lost
  DemoNetworks(List<DemoNetwork> all, FakeNetwork interrupted) {
    this.all = List.copyOf(all);
    this.interrupted = interrupted;
  }

  /// Starts one of each.
  static DemoNetworks start() throws IOException {
    var mastodon = FakeMastodon.start();
    // Mastodon's lost answer is found by looking; in a demo that need not wait two minutes.
    var keys = "image = true\nproof_settle = \"1s\"\n";
    return new DemoNetworks(
        List.of(
            new DemoNetwork(mastodon, "mastodon", keys, Look.TOOT),
            new DemoNetwork(FakeX.start(), "x", "budget = { month = \"5 USD\" }\n", Look.X),
            new DemoNetwork(FakeFacebook.start(), "facebook", "", Look.FACEBOOK),
            new DemoNetwork(FakeLinkedIn.start(), "linkedin", "", Look.LINKEDIN),
            new DemoNetwork(new FakeThreads(InstantSource.system()), "threads", "", Look.THREADS),
            new DemoNetwork(FakeGoogle.start(), "google", "", Look.GOOGLE)),
        mastodon);
  }

  List<DemoNetwork> all() {
    return all;
  }

  /// The one whose answer gets lost.
  FakeNetwork interrupted() {
    return interrupted;
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
