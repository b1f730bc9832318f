// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.WebSubSettings;
import org.tidings.http.Listener;
import org.tidings.http.Listener.Call;
import org.tidings.http.Listener.Response;
import org.tidings.push.Subscriptions;

/// Where hubs call: verifications are answered, pushes are noted and then polled for.
final class HubDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HubDoor.class);

  /// Whole feeds are pushed; what is larger is not even read to check its signature.
  private static final int LARGEST_PUSH = 2 << 20;

  private final Subscriptions subscriptions;
  private final Runnable pushed;
  private final Listener listener;

  private HubDoor(Subscriptions subscriptions, WebSubSettings settings, Runnable pushed)
      throws IOException {
    this.subscriptions = subscriptions;
    this.pushed = pushed;
    this.listener = Listener.open(settings.listen(), LARGEST_PUSH, this::answer);
  }

  /// Opens it. If that can't be done, feeds are polled as without it, and the log says why.
  ///
  /// @param pushed is told once a push is durable
  static Optional<HubDoor> open(
      Subscriptions subscriptions, WebSubSettings settings, Runnable pushed) {
    try {
      return Optional.of(new HubDoor(subscriptions, settings, pushed));
    } catch (IOException e) {
      LOG.error(
          "websub: can't listen at {} ({}); feeds are polled without pushes; change [websub] listen",
          settings.listen(),
          e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    listener.close();
  }

  private Response answer(Call call) {
    var token = call.path().substring(call.path().lastIndexOf('/') + 1);
    return switch (call.method()) {
      case "GET" ->
          subscriptions
              .verify(token, call.query())
              .map(challenge -> new Response(200, challenge))
              .orElse(new Response(404, ""));
      case "POST" -> delivered(token, call);
      default -> new Response(405, "");
    };
  }

  private Response delivered(String token, Call call) {
    return switch (subscriptions.deliver(
        token, call.headers().first("X-Hub-Signature"), call.body())) {
      case TAKEN -> {
        pushed.run();
        yield new Response(200, "");
      }
      case IGNORED -> new Response(200, "");
      case UNKNOWN -> new Response(410, "");
    };
  }
}
