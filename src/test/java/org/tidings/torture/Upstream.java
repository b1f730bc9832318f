// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;

/// What carries a request out behind a [Tap].
@FunctionalInterface
interface Upstream {
  /// What the client sets by itself.
  Set<String> OWN = Set.of("connection", "content-length", "host", "upgrade", "expect");

  Set<String> HOPS = Set.of("connection", "content-length", "transfer-encoding", "keep-alive");

  StubAnswer answer(StubRequest request);

  /// A server on this machine.
  static Upstream at(URI server) {
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return request -> forward(client, server, request);
  }

  private static StubAnswer forward(HttpClient client, URI server, StubRequest request) {
    var builder =
        HttpRequest.newBuilder(server.resolve(request.target()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (var field : request.headers().fields()) {
      if (!OWN.contains(field.name().toLowerCase(Locale.ROOT))) {
        builder.header(field.name(), field.value());
      }
    }
    try {
      var answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      var told = new StubAnswer(answer.statusCode(), List.of(), answer.body());
      for (var entry : answer.headers().map().entrySet()) {
        if (!HOPS.contains(entry.getKey().toLowerCase(Locale.ROOT))) {
          for (var value : entry.getValue()) {
            told = told.header(entry.getKey(), value);
          }
        }
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
