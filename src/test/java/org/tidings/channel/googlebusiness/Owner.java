// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.demo.googlebusiness.FakeGoogle;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// The owner of a profile on the fake Google: a browser, answers to questions, a clock to turn.
final class Owner implements Connector.Dialog, AutoCloseable {
  private final SettableClock clock = new SettableClock(NOW);
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();
  private final FakeGoogle google = start();
  private final List<String> said = new ArrayList<>();
  private final List<URI> pages = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();

  private FakeGoogle start() {
    try {
      return new FakeGoogle(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeGoogle google() {
    return google;
  }

  SettableClock clock() {
    return clock;
  }

  FakeKeyring keyring() {
    return keyring;
  }

  List<String> said() {
    return said;
  }

  List<URI> pages() {
    return pages;
  }

  /// What is stored after connecting once.
  Owner connected() {
    google.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
    return this;
  }

  Channel channel() {
    return opener(google.toml()).open(context());
  }

  Health connect(String toml, String... typed) {
    answers.clear();
    answers.addAll(List.of(typed));
    return opener(toml).connector().orElseThrow().connect(context(), this);
  }

  private static ChannelType.Opener opener(String toml) {
    return new GoogleBusiness().read(Sections.of(toml.replaceFirst("type = .*\n", "")).section());
  }

  ChannelContext context() {
    return new ChannelContext(
        new ChannelId("shop"), egress.http(List.of("127.0.0.1")), keyring, clock);
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public String ask(String question) {
    said.add(question);
    if (answers.isEmpty()) {
      throw new Connector.Cancelled("nobody answers: " + question);
    }
    return answers.pop();
  }

  @Override
  public Secret askSecret(String question) {
    return Secret.of(ask(question));
  }

  /// Opens the page, and goes where it sends the browser.
  @Override
  public URI visit(URI page, URI redirect) {
    pages.add(page);
    var request =
        Request.get(page)
            .with(
                new Request.Limits(
                    Request.Limits.API.connect(), Request.Limits.API.total(), 1 << 20, 0));
    var answer = (Reply.Answer) egress.http(List.of("127.0.0.1")).send(request);
    return answer
        .headers()
        .first("Location")
        .map(URI::create)
        .orElseThrow(() -> new AssertionError("the page says " + answer.text()));
  }

  @Override
  public void close() {
    google.close();
    egress.close();
  }
}
