// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network that has what the test put there.
final class Ledger extends FakeNetwork {
  private final List<FakePost> posts = new ArrayList<>();

  Ledger() throws IOException {
    open();
  }

  Ledger with(String text, URI link) {
    posts.add(
        new FakePost(
            "1",
            Instant.parse("2026-11-24T12:00:00Z"),
            text,
            Optional.of(link),
            Optional.empty(),
            Optional.of(new FakePost.Picture("/files/1", "\"> a <cat>"))));
    return this;
  }

  @Override
  public String name() {
    return "Ledger & Sons";
  }

  @Override
  public List<FakePost> posts() {
    return posts;
  }

  @Override
  public String toml() {
    return "type = \"log\"\n";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of();
  }

  @Override
  protected void route(FakeCall call) throws IOException {
    call.html(404, "<p>nothing</p>");
  }
}
