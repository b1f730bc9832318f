// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.Request.Body;
import org.tidings.secret.Secret;

/// Certificates made by the JDK's own keytool.
class EgressTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  private static Path good;

  /// One authority for all: each run of keytool takes half a second.
  @BeforeAll
  static void authority() throws Exception {
    keytool(
        folder.resolve("ca.p12"), "-alias", "ca", "-dname", "CN=Authority", "-ext", "bc=ca:true");
    good = certificate("good.example", "-validity", "9");
  }

  @Test
  void a_trusted_server_of_that_name_is_answered() throws Exception {
    try (var server = StubServer.start(context(good));
        var egress = egress(context(good))) {
      server.on("POST", "/p", StubAnswer.status(201));
      var uri = URI.create("https://good.example:" + server.port() + "/p");
      var request = Request.post(uri, Body.json("{}")).bearer(Secret.of("t0ken"));
      var reply = egress.http(List.of("127.0.0.1")).send(request);
      assertThat(reply).isInstanceOf(Reply.Answer.class);
      var seen = server.requests().getFirst();
      assertThat(seen.header("Authorization")).contains("Bearer t0ken");
      assertThat(seen.header("Host")).contains("good.example:" + server.port());
    }
  }

  @Test
  void through_a_proxy_tls_is_with_the_server_and_the_proxy_sees_nothing() throws Exception {
    try (var server = StubServer.start(context(good));
        var proxy = LocalProxy.start();
        var egress = egress(context(good))) {
      server.on("POST", "/p", StubAnswer.status(201));
      proxy.wants("ann", "pr0xy");
      var through = egress.http(List.of(), Optional.of(proxy.known()));
      var uri = URI.create("https://good.example:" + server.port() + "/p");
      var post = Request.post(uri, Body.json("{}")).bearer(Secret.of("t0ken"));
      assertThat(through.send(post)).isInstanceOf(Reply.Answer.class);
      var seen = server.requests().getFirst();
      assertThat(seen.header("Authorization")).contains("Bearer t0ken");
      assertThat(seen.header("Proxy-Authorization")).as("is for the proxy").isEmpty();
      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("CONNECT good.example:" + server.port() + " HTTP/1.1\r\n")
          .doesNotContain("t0ken", "/p ");
      var evil = URI.create("https://evil.example:" + server.port() + "/p");
      assertThat(through.send(Request.post(evil, Body.json("{}"))))
          .as("another's certificate: nothing was sent")
          .isInstanceOf(Reply.NotSent.class);
      server.on("POST", "/p", Misbehaviour.closes());
      assertThat(through.send(post)).isInstanceOf(Reply.NoAnswer.class);
    }
  }

  @Test
  void a_server_that_reads_and_closes_behind_tls_is_in_doubt() throws Exception {
    try (var server = StubServer.start(context(good));
        var egress = egress(context(good))) {
      server.on("POST", "/p", Misbehaviour.closes());
      var uri = URI.create("https://good.example:" + server.port() + "/p");
      var reply = egress.http(List.of("127.0.0.1")).send(Request.post(uri, Body.json("{}")));
      assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_certificate_for_another_name_is_not_sent_to() throws Exception {
    assertThat(refused(context(good), context(good), "evil.example"))
        .endsWith("its TLS certificate is not for this name");
  }

  @Test
  void a_certificate_of_nobody_we_trust_is_not_sent_to() throws Exception {
    assertThat(refused(context(good), SSLContext.getDefault(), "good.example"))
        .endsWith("its TLS certificate is not from an authority we trust");
  }

  @Test
  void an_expired_certificate_is_not_sent_to() throws Exception {
    var store = certificate("good.example", "-startdate", "-9d", "-validity", "1");
    assertThat(refused(context(store), context(store), "good.example"))
        .endsWith("its TLS certificate has expired");
  }

  @Test
  void a_certificate_of_tomorrow_is_not_sent_to() throws Exception {
    var store = certificate("good.example", "-startdate", "+9d", "-validity", "9");
    assertThat(refused(context(store), context(store), "good.example"))
        .contains("is not valid yet");
  }

  private static String refused(SSLContext theirs, SSLContext ours, String name) {
    try (var server = StubServer.start(theirs);
        var egress = egress(ours)) {
      server.on("GET", "/", StubAnswer.status(200));
      var uri = URI.create("https://" + name + ":" + server.port() + "/");
      var reply = egress.http(List.of("127.0.0.1")).send(Request.get(uri));
      assertThat(reply).isInstanceOf(Reply.NotSent.class);
      assertThat(server.requests()).isEmpty();
      return ((Reply.NotSent) reply).why();
    }
  }

  private static Egress egress(SSLContext tls) {
    Names loopback = _ -> List.of(InetAddress.ofLiteral("127.0.0.1"));
    return new Egress("T", () -> tls, loopback, SpecialAddresses::what);
  }

  private static Path certificate(String name, String... validity) throws Exception {
    var store = folder.resolve(UUID.randomUUID() + ".p12");
    Files.copy(folder.resolve("ca.p12"), store);
    var leaf = new ArrayList<>(List.of("-alias", "it", "-signer", "ca", "-dname", "CN=" + name));
    leaf.addAll(List.of("-ext", "san=dns:" + name));
    leaf.addAll(List.of(validity));
    keytool(store, leaf.toArray(String[]::new));
    return store;
  }

  private static void keytool(Path store, String... options) throws Exception {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    command.addAll(List.of(options));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = process.inputReader().readAllAsString();
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("ca", store.getCertificate("ca"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    // Or the server could choose to show the authority's own certificate.
    store.deleteEntry("ca");
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
