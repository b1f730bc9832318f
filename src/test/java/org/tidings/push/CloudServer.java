// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;

/// A small rssCloud server on a real socket: it puts its question before it answers, knows its
/// subscribers by their addresses, and calls each of them.
public final class CloudServer implements AutoCloseable {
  /// As in the `cloud` element of WordPress.com's feeds.
  private static final String PATH = "/?rsscloud=notify";

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("cloud");
  private final Http http = egress.http(List.of("127.0.0.1"));
  private final List<Form> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Set<URI>> subscribers = new LinkedHashMap<>();
  private Optional<Function<Form, StubAnswer>> instead = Optional.empty();

  public CloudServer() {
    server.handle("POST", "/", this::register);
    server.on("POST", "/moved", StubAnswer.redirect(301, address()));
  }

  private StubAnswer register(StubRequest request) {
    var form = Form.parse(request.text());
    asked.add(form);
    return instead.map(it -> it.apply(form)).orElseGet(() -> result(form));
  }

  private StubAnswer result(Form form) {
    var topic = said(form, "url1");
    var to =
        URI.create(
            said(form, "protocol").replace("-post", "")
                + "://%s:%s%s"
                    .formatted(said(form, "domain"), said(form, "port"), said(form, "path")));
    if (!answer(to, topic, "a challenge+of/mine").text().equals("a challenge+of/mine")) {
      return result("<notifyResult success=\"false\" msg=\"The handler failed.\"/>");
    }
    subscribers.computeIfAbsent(topic, _ -> new LinkedHashSet<>()).add(to);
    return result("<notifyResult success=\"true\" msg=\"Registration successful.\" />");
  }

  static StubAnswer result(String xml) {
    return StubAnswer.ok("text/xml", "<?xml version=\"1.0\"?>\n" + xml);
  }

  /// Puts the question whether we meant it.
  Reply.Answer answer(URI subscriber, String topic, String challenge) {
    var query = new Form(Map.of("url", topic, "challenge", challenge)).encoded();
    return (Reply.Answer) http.send(Request.get(URI.create(subscriber + "?" + query)));
  }

  /// Tells every subscriber of a feed that it has news.
  ///
  /// @return the statuses that they answer
  public List<Integer> publish(URI topic) {
    return subscribers.getOrDefault(topic.toString(), Set.of()).stream()
        .map(it -> call(it, topic))
        .toList();
  }

  int call(URI subscriber, URI topic) {
    var body = new Form(Map.of("url", topic.toString())).encoded();
    var content =
        new Request.Body(
            "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII));
    return ((Reply.Answer) http.send(Request.post(subscriber, content))).status();
  }

  public URI address() {
    return server.uri(PATH);
  }

  /// Where it was before it moved.
  URI formerAddress() {
    return server.uri("/moved");
  }

  public String element() {
    return "<cloud domain=\"127.0.0.1\" port=\"%d\" path=\"%s\" registerProcedure=\"\""
            .formatted(server.port(), PATH)
        + " protocol=\"http-post\"/>";
  }

  void answering(StubAnswer other) {
    instead = Optional.of(_ -> other);
  }

  /// Answers with the path that it shall call in the place of `%s`.
  void repeating(String xml) {
    instead = Optional.of(form -> result(xml.formatted(said(form, "path"))));
  }

  /// What was asked, in order.
  List<Form> asked() {
    return new ArrayList<>(asked);
  }

  Set<URI> subscribers(URI topic) {
    return subscribers.getOrDefault(topic.toString(), Set.of());
  }

  static String said(Form form, String name) {
    return form.get(name).orElseThrow();
  }

  @Override
  public void close() {
    egress.close();
    server.close();
  }
}
