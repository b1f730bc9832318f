// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.config.Login;
import org.tidings.config.ProxySettings;
import org.tidings.http.Egress;
import org.tidings.http.LocalProxy;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.References;
import org.tidings.secret.SecretRef;

class WaysTest {
  @TempDir Path folder;
  private final StubServer server = StubServer.start();
  private final LocalProxy proxy = LocalProxy.start().wants("ann", "tea");
  private final Egress egress = Egress.open("0-test");

  @AfterEach
  void close() throws IOException {
    egress.close();
    proxy.close();
    server.close();
  }

  @Test
  void a_proxy_whose_password_is_missing_is_not_passed_by_and_is_tried_once_it_is_there()
      throws IOException {
    server.on("GET", "/", StubAnswer.status(200));
    var password = folder.resolve("password");
    var login = new Login("ann", new SecretRef.File(password));
    var settings = new ProxySettings(proxy.address(), Optional.of(login));
    var ways = new Ways(egress, References.ofProcess());
    var http = Ways.found(() -> ways.by(List.of(), Optional.of(settings)));
    var request = Request.get(URI.create("http://blog.example:" + server.port() + "/"));

    assertThat(http.send(request))
        .isEqualTo(
            new Reply.NotSent(
                Reply.Cause.FORBIDDEN,
                "the password of the proxy %s: there is no file %s"
                    .formatted(proxy.address(), password)));
    assertThat(server.requests()).isEmpty();

    Files.writeString(password, "tea");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    assertThat(http.send(request)).isInstanceOf(Reply.Answer.class);
    assertThat(server.requests()).hasSize(1);
  }
}
