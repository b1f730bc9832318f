// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.tidings.channel.bluesky.BlueskyPds;
import org.tidings.demo.FakePost;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.demo.x.FakeX;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;

/// One channel of a run: its server with the ledger, the tap before it, and what the daemon needs
/// to post there.
///
/// @param keys of its `[[channel]]`, but for those that all have
/// @param credentials by their names in the keyring
/// @param links what is out, by article, oldest first
/// @param fake closed with it
record Account(
    Kind kind,
    Tap tap,
    String keys,
    Map<String, String> credentials,
    Supplier<List<String>> links,
    AutoCloseable fake)
    implements AutoCloseable {

  /// Opens the account of a run.
  @FunctionalInterface
  interface Opener {
    /// Opens one.
    ///
    /// @param seed for what the tap makes up
    Account open(Tap.Steps steps, long seed) throws IOException;
  }

  /// One account of each kind, on fake servers.
  static Map<Kind, Opener> fakes() {
    return Map.of(
        Kind.RECORD_KEY,
        Account::records,
        Kind.SAME_KEY,
        (steps, seed) -> mastodon(Kind.SAME_KEY, true, steps, seed),
        Kind.READ_BACK,
        (steps, seed) -> mastodon(Kind.READ_BACK, false, steps, seed),
        Kind.REFUSAL,
        Account::x,
        Kind.NONE,
        Account::webhook);
  }

  /// An account on a real PDS.
  static Account pds(BlueskyPds pds, Tap.Steps steps, long seed) {
    var tap = new Tap(Upstream.at(pds.address()), FakeRecords::publishes, steps, seed);
    var keys =
        "type = \"bluesky\"\nhandle = \"%s\"\napi = \"%s\""
            .formatted(BlueskyPds.HANDLE, tap.address());
    return new Account(
        Kind.RECORD_KEY,
        tap,
        keys,
        Map.of("password", pds.appPassword()),
        () -> pds.posts().stream().map(it -> Tap.article(it.toString())).toList(),
        () -> {});
  }

  /// Its `[[channel]]`.
  String toml() {
    return """
    [[channel]]
    id = "%s"
    %s
    spacing = "0s"
    daily = 1000
    proof_settle = "1s"
    allow_private = ["127.0.0.1"]
    """
        .formatted(kind.id(), keys);
  }

  @Override
  public void close() {
    tap.close();
    try {
      fake.close();
    } catch (Exception e) {
      throw new IllegalStateException("a fake could not close", e);
    }
  }

  private static Account records(Tap.Steps steps, long seed) {
    var fake = new FakeRecords();
    var tap = new Tap(fake, FakeRecords::publishes, steps, seed);
    var keys = "type = \"bluesky\"\nhandle = \"ann.test\"\napi = \"" + tap.address() + "\"";
    return new Account(
        Kind.RECORD_KEY, tap, keys, Map.of("password", "app-password"), fake::links, () -> {});
  }

  private static Account mastodon(Kind kind, boolean keys, Tap.Steps steps, long seed)
      throws IOException {
    var fake = FakeMastodon.start();
    fake.honourKeys(keys);
    var server = Upstream.at(fake.address());
    Upstream blind = it -> isList(it) ? StubAnswer.status(503) : server.answer(it);
    var tap = new Tap(keys ? blind : server, Account::publishesStatus, steps, seed);
    return new Account(
        kind,
        tap,
        "type = \"mastodon\"\nserver = \"" + tap.address() + "\"",
        fake.credentials(),
        () -> links(fake.posts()),
        fake);
  }

  private static boolean isList(StubRequest request) {
    return request.method().equals("GET") && request.path().endsWith("/statuses");
  }

  private static boolean publishesStatus(StubRequest request) {
    return request.method().equals("POST") && request.path().equals("/api/v1/statuses");
  }

  private static Account x(Tap.Steps steps, long seed) throws IOException {
    var fake = FakeX.start();
    var tap =
        new Tap(Upstream.at(fake.address()), it -> it.path().equals("/2/tweets"), steps, seed);
    var tokens = fake.tokens().replace(authority(fake.address()), authority(tap.address()));
    var keys =
        "type = \"x\"\nauth = \"oauth2\"\nclient_id = \"client\"\napi = \"" + tap.address() + "\"";
    return new Account(
        Kind.REFUSAL, tap, keys, Map.of("tokens", tokens), () -> links(fake.posts()), fake);
  }

  private static Account webhook(Tap.Steps steps, long seed) {
    var received = new CopyOnWriteArrayList<String>();
    Upstream receiver =
        it -> {
          received.add(Tap.article(it.text()));
          return StubAnswer.json(200, "{}");
        };
    var tap = new Tap(receiver, _ -> true, steps, seed);
    return new Account(
        Kind.NONE,
        tap,
        "type = \"webhook\"\nurl = \"" + tap.address() + "/hook\"",
        Map.of("secret", "whsec_" + "A".repeat(32)),
        () -> List.copyOf(received),
        () -> {});
  }

  private static String authority(URI address) {
    return address.getAuthority();
  }

  private static List<String> links(List<FakePost> posts) {
    return posts.stream().map(it -> it.link().map(URI::toString).orElse("?")).toList();
  }
}
