// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// The account's owner at a terminal, with a browser on the fake LinkedIn.
final class Owner implements Connector.Dialog {
  final List<String> said = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final List<URI> pages = new ArrayList<>();
  private final Network network;
  private String way = "browser";
  String clientId = "86fake";
  String clientSecret = "WPL_AP1.fake";
  String token = "";
  UnaryOperator<URI> browser = it -> it;

  Owner(Network network) {
    this.network = network;
  }

  /// @param answer browser or token
  Health connects(String answer, String... keys) {
    way = answer;
    return network.opener(keys).connector().orElseThrow().connect(network.context(), this);
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public String ask(String question) {
    asked.add(question);
    return question.contains("browser/token") ? way : clientId;
  }

  /// Opens the page and goes where it sends the browser.
  @Override
  public URI visit(URI page, URI redirect) {
    pages.add(page);
    var limits =
        new Request.Limits(Request.Limits.PAGE.connect(), Request.Limits.PAGE.total(), 1 << 20, 0);
    var reply = network.http().send(Request.get(page).with(limits));
    if (reply instanceof Reply.Answer answer) {
      return browser.apply(
          answer.headers().first("Location").map(URI::create).orElse(answer.uri()));
    }
    throw new AssertionError(reply.toString());
  }

  @Override
  public Secret askSecret(String question) {
    asked.add(question);
    return Secret.of(question.contains("token") ? token : clientSecret);
  }
}
