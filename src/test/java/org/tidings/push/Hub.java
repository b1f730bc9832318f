// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;

/// A small WebSub hub on a real socket: takes subscriptions, verifies them, delivers signed.
public final class Hub implements AutoCloseable {
  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("hub");
  private final Http http = egress.http(List.of("127.0.0.1"));
  private final List<Form> asked = new CopyOnWriteArrayList<>();
  private StubAnswer answer = StubAnswer.status(202);

  public Hub() {
    server.handle("POST", "/hub", this::subscribe);
  }

  private StubAnswer subscribe(StubRequest request) {
    asked.add(Form.parse(request.text()));
    return answer;
  }

  public URI address() {
    return server.uri("/hub");
  }

  Hub answering(StubAnswer other) {
    answer = other;
    return this;
  }

  /// What was asked, in order.
  List<Form> asked() {
    return new ArrayList<>(asked);
  }

  public int count() {
    return asked.size();
  }

  /// Asks the newest subscriber whether it meant it.
  public Reply.Answer verify(long leaseSeconds) {
    var last = asked.getLast();
    return verify(
        Map.of(
            "hub.mode",
            "subscribe",
            "hub.topic",
            last.get("hub.topic").orElseThrow(),
            "hub.challenge",
            "a challenge+of/mine",
            "hub.lease_seconds",
            String.valueOf(leaseSeconds)));
  }

  Reply.Answer verify(Map<String, String> query) {
    return (Reply.Answer)
        http.send(
            Request.get(URI.create(callback(asked.getLast()) + "?" + new Form(query).encoded())));
  }

  /// Delivers to the newest subscriber, signed as it wished.
  public Reply.Answer deliver(String body) {
    return deliver(asked.size() - 1, "sha256", body);
  }

  Reply.Answer deliver(int subscription, String method, String body) {
    var last = asked.get(subscription);
    var secret = last.get("hub.secret").orElseThrow();
    return post(last, method + "=" + sign(method, secret, body), body);
  }

  Reply.Answer deliverSigned(String signature, String body) {
    return post(asked.getLast(), signature, body);
  }

  private Reply.Answer post(Form subscription, String signature, String body) {
    var content = new Request.Body("application/rss+xml", body.getBytes(StandardCharsets.UTF_8));
    return (Reply.Answer)
        http.send(
            Request.post(URI.create(callback(subscription)), content)
                .header("X-Hub-Signature", signature));
  }

  static String callback(Form subscription) {
    return subscription.get("hub.callback").orElseThrow();
  }

  static String sign(String method, String secret, String body) {
    try {
      var name = "Hmac" + method.toUpperCase(Locale.ROOT);
      var mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), name));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    egress.close();
    server.close();
  }
}
