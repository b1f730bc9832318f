// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Outcome;
import org.tidings.http.Request;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;

/// The account's way in: its home and its session, both kept in the keyring, so that neither a
/// restart nor a post costs a log-in.
final class Account {
  static final String PASSWORD = "password";
  private static final String HOME = "home";
  private static final String SESSION = "session";

  private final BlueskySettings settings;
  private final Keyring keyring;
  private final Xrpc xrpc;
  private final Directory directory;

  Account(BlueskySettings settings, ChannelContext context) {
    this.settings = settings;
    this.keyring = context.keyring();
    this.xrpc = new Xrpc(context.http(), context.clock());
    this.directory = new Directory(context.http(), xrpc);
  }

  /// Whether there is a session.
  sealed interface Access {
    record Open(Session session) implements Access {}

    record Shut(Outcome.NotPosted why) implements Access {}
  }

  Xrpc xrpc() {
    return xrpc;
  }

  /// Makes a call, and once more with a new session if the server said that the old one was over:
  /// it did nothing then.
  Call call(Function<Session, Call> made) {
    return switch (open()) {
      case Access.Shut(var why) -> new Call.Barred(why);
      case Access.Open(var session) -> {
        var first = made.apply(session);
        yield isOver(first) ? again(session, made) : first;
      }
    };
  }

  private Call again(Session spent, Function<Session, Call> made) {
    return switch (renew(spent)) {
      case Access.Shut(var why) -> new Call.Barred(why);
      case Access.Open(var fresh) -> {
        var second = made.apply(fresh);
        if (isOver(second)) {
          keyring.remove(SESSION);
        }
        yield second;
      }
    };
  }

  private static boolean isOver(Call call) {
    return call instanceof Call.Refused refused && refused.sessionOver();
  }

  /// The session we have, else a new one.
  Access open() {
    try {
      var stored = stored();
      return stored.isPresent() ? new Access.Open(stored.get()) : login();
    } catch (SecretException e) {
      return shut(e);
    }
  }

  /// The next session after one that is over. A refresh whose answer gets lost is harmless: the old
  /// token stays good for two hours and gives the same successor (packages/pds, account-manager).
  private Access renew(Session spent) {
    try {
      var stored = stored();
      if (stored.isPresent() && !stored.get().access().equals(spent.access())) {
        return new Access.Open(stored.get());
      }
      var server = spent.home().server();
      var name = "com.atproto.server.refreshSession";
      return switch (xrpc.procedure(server, name, Optional.empty(), Optional.of(spent.refresh()))) {
        case Call.Done(var body) -> keep(Session.of(spent.home(), body), name);
        case Call.Refused refused when refused.sessionOver() -> login();
        case Call.Failed failed -> new Access.Shut(failed.beforePosting());
      };
    } catch (SecretException e) {
      return shut(e);
    }
  }

  private Access login() {
    return switch (login(keyring.resolve(settings.password(), PASSWORD))) {
      case Access.Open(var session) -> {
        keep(session);
        yield new Access.Open(session);
      }
      case Access.Shut shut -> shut;
    };
  }

  /// Logs in, and stores nothing but where the account lives.
  Access login(Secret password) {
    if (settings.api().isPresent()) {
      return create(settings.api().get(), settings.handle(), Optional.empty(), password);
    }
    var known = knownHome();
    return switch (known
        .<Directory.Result>map(Directory.Result.Found::new)
        .orElseGet(() -> directory.byHandle(settings.handle()))) {
      case Directory.Result.Nowhere(var why) -> new Access.Shut(why);
      case Directory.Result.Found(var home) -> {
        keyring.put(HOME, home.stored());
        var access = create(home, password);
        yield access instanceof Access.Shut && known.isPresent() && moved(home)
            ? knownHome().map(it -> create(it, password)).orElse(access)
            : access;
      }
    };
  }

  private Access create(Home home, Secret password) {
    return create(home.server(), home.did(), Optional.of(home), password);
  }

  private Access create(URI server, String identifier, Optional<Home> home, Secret password) {
    var name = "com.atproto.server.createSession";
    var input = Xrpc.JSON.createObjectNode();
    input.put("identifier", identifier).put("password", password.reveal());
    var body = Optional.of(Request.Body.json(input.toString()));
    return switch (xrpc.procedure(server, name, body, Optional.empty())) {
      case Call.Failed failed -> new Access.Shut(failed.beforePosting());
      case Call.Done(var answer) -> {
        var did = answer.path("did").asString("");
        if (!Directory.isDid(did) || (home.isPresent() && !home.get().did().equals(did))) {
          yield new Access.Shut(new Outcome.Misconfigured(name + ": answered for another account"));
        }
        var at = home.orElseGet(() -> new Home(settings.handle(), did, server));
        yield opened(Session.of(at, answer), name);
      }
    };
  }

  /// Whether the account has moved to another server since we last looked; if so, it is noted.
  boolean moved(Home home) {
    if (settings.api().isPresent()
        || !(directory.byDid(home) instanceof Directory.Result.Found(var now))
        || now.equals(home)) {
      return false;
    }
    keyring.put(HOME, now.stored());
    return true;
  }

  /// Where a repository is to be read, without a session.
  Optional<Home> homeOf(String did) {
    return knownHome()
        .or(() -> keyring.get(SESSION).flatMap(Session::of).map(Session::home))
        .filter(it -> it.did().equals(did));
  }

  void keep(Session session) {
    keyring.put(SESSION, session.stored());
  }

  private Access keep(Optional<Session> session, String name) {
    session.ifPresent(this::keep);
    return opened(session, name);
  }

  private static Access opened(Optional<Session> session, String name) {
    return session
        .<Access>map(Access.Open::new)
        .orElseGet(() -> new Access.Shut(new Outcome.Deferred(name + ": no tokens in the answer")));
  }

  /// The session of this very account at the place where it lives now.
  private Optional<Session> stored() {
    var home = knownHome();
    return keyring
        .get(SESSION)
        .flatMap(Session::of)
        .filter(it -> it.home().handle().equals(settings.handle()))
        .filter(
            it ->
                settings.api().isPresent()
                    ? it.home().server().equals(settings.api().get())
                    : home.isPresent() && it.home().equals(home.get()));
  }

  private Optional<Home> knownHome() {
    return settings.api().isPresent()
        ? Optional.empty()
        : keyring.get(HOME).flatMap(Home::of).filter(it -> it.handle().equals(settings.handle()));
  }

  private static Access shut(SecretException e) {
    return new Access.Shut(new Outcome.Unauthorized(String.valueOf(e.getMessage())));
  }

  /// The account as the server sees it, with the session.
  Call describe() {
    return call(
        it ->
            xrpc.query(
                it.home().server(),
                "com.atproto.server.getSession",
                Map.of(),
                Optional.of(it.access())));
  }
}
