// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A well-formed answer of [StubServer]. Content-Length and `Connection: close` come by themselves.
public record StubAnswer(int status, List<Headers.Field> fields, byte[] body)
    implements StubServer.Behaviour {
  public static StubAnswer status(int status) {
    return new StubAnswer(status, List.of(), new byte[0]);
  }

  /// 200 with a body in UTF-8.
  public static StubAnswer ok(String contentType, String body) {
    return ok(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static StubAnswer ok(String contentType, byte[] body) {
    return new StubAnswer(200, List.of(), body).header("Content-Type", contentType);
  }

  public static StubAnswer json(int status, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    return new StubAnswer(status, List.of(), body).header("Content-Type", "application/json");
  }

  public static StubAnswer redirect(int status, String location) {
    return status(status).header("Location", location);
  }

  public static StubAnswer redirect(int status, URI location) {
    return redirect(status, location.toString());
  }

  /// The same with one more header field.
  public StubAnswer header(String name, String value) {
    var all = new ArrayList<>(fields);
    all.add(new Headers.Field(name, value));
    return new StubAnswer(status, all, body);
  }

  @Override
  public void play(StubWire wire) throws IOException {
    wire.write(head());
    if (wire.request().filter(it -> it.method().equals("HEAD")).isEmpty()) {
      wire.write(body);
    }
  }

  String head() {
    var head = new StringBuilder("HTTP/1.1 " + status + " Stub\r\n");
    fields.forEach(it -> head.append(it.name()).append(": ").append(it.value()).append("\r\n"));
    if (status != 204 && status != 304) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString();
  }
}
