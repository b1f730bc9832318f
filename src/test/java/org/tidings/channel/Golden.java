// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.tidings.http.Headers;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;

/// Requests as files: the request line, the header fields that are ours in alphabetical order, a
/// blank line, the body.
public final class Golden {
  /// Set by the way out for every request, and tested there.
  private static final Set<String> NOT_OURS =
      Set.of("accept-encoding", "connection", "content-length", "host", "user-agent");

  private Golden() {}

  /// Compares with `channel/<type>/<name>.http`; its lines with `#` on top name the source.
  public static void check(String type, String name, StubRequest request, StubServer server)
      throws IOException {
    check(type, name, text(request, server));
  }

  /// The same for a text as [#text] gives it, in which what is random was replaced.
  public static void check(String type, String name, String text) throws IOException {
    var file = "/channel/" + type + "/" + name + ".http";
    try (var in = Golden.class.getResourceAsStream(file)) {
      assertThat(in).as("there is no " + file + "; it should be:%n%s", text).isNotNull();
      var golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(golden).as("names its source").startsWith("# http");
      assertThat(text.strip()).isEqualTo(golden.replaceAll("(?m)\\A(#.*\\R)+", "").strip());
    }
  }

  /// A request as such a file, without its head of comments.
  public static String text(StubRequest request, StubServer server) {
    var fields =
        request.headers().fields().stream()
            .filter(it -> !NOT_OURS.contains(it.name().toLowerCase(Locale.ROOT)))
            .map(Golden::line)
            .sorted()
            .collect(joining());
    var text = request.method() + " " + request.target() + "\n" + fields + "\n" + request.text();
    return text.replace(server.uri("/").getAuthority(), "{server}").replace("\r\n", "\n");
  }

  private static String line(Headers.Field field) {
    return field.name() + ": " + field.value() + "\n";
  }
}
