// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Bench;
import org.tidings.channel.Golden;
import org.tidings.channel.Payload;
import org.tidings.config.Sections;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.image.FetchedPicture;
import org.tidings.secret.Secret;

/// Each kind of request besides the one that publishes, as it goes over the wire.
class FacebookRequestsTest {
  private final StubServer server = StubServer.start();
  private final Bench bench =
      Bench.open(
          new Facebook(),
          "page = \"1\"\napi = \"" + server.uri("") + "\"",
          server,
          "/v26.0/1/feed",
          it ->
              new Access(
                      Secret.of("token-9"), Optional.of(Secret.of("secret-9")), Optional.of("77"))
                  .store(it, server.uri("/").getAuthority()));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whose_token_it_is_and_for_how_long() throws IOException {
    server.on("GET", "/v26.0/me", StubAnswer.json(200, "{\"id\":\"1\",\"name\":\"P\"}"));
    server.on("POST", "/v26.0/", StubAnswer.json(200, "[]"));
    bench.channel().check();
    golden("me", "/v26.0/me");
    golden("debug-token", "/v26.0/");
  }

  @Test
  void the_pages_posts() throws IOException {
    server.on("GET", "/v26.0/1/published_posts", StubAnswer.json(200, "{\"data\":[]}"));
    bench.channel().find(new Payload("message=a", ""), KEY, NOW);
    golden("published-posts", "/v26.0/1/published_posts");
  }

  @Test
  void a_picture() throws IOException {
    server.on("POST", "/v26.0/1/photos", StubAnswer.json(200, "{\"id\":\"5\"}"));
    var file =
        new FetchedPicture.Fitted(
            "JPEG bytes".getBytes(StandardCharsets.US_ASCII), "image/jpeg", 2, 2);
    graph().post("1/photos", Map.of("published", "false"), file, "tidings-boundary");
    golden("photo", "/v26.0/1/photos");
  }

  @Test
  void a_post_with_a_picture() throws IOException {
    server.on("POST", "/v26.0/1/feed", StubAnswer.json(200, "{\"id\":\"1_2\"}"));
    var post = Site.post("A", Optional.of(URI.create("https://b.example/")), Optional.empty());
    bench.channel().publish(Draft.photo(Draft.withLink(post), "5"), KEY);
    golden("publish-photo", "/v26.0/1/feed");
  }

  @Test
  void the_persons_pages() throws IOException {
    server.on("GET", "/v26.0/me/accounts", StubAnswer.json(200, "{\"data\":[]}"));
    assertThat(PageList.read(graph())).isEqualTo(new PageList.Read(List.of()));
    golden("accounts", "/v26.0/me/accounts");
  }

  /// No address that is called has a secret in it.
  @Test
  void secrets_are_in_headers_and_forms_alone() {
    bench.channel().check();
    bench.channel().find(new Payload("message=a", ""), KEY, NOW);
    PageList.read(graph());
    assertThat(server.requests())
        .isNotEmpty()
        .noneMatch(it -> it.target().contains("token-9") || it.target().contains("secret-9"));
  }

  private Graph graph() {
    var settings =
        FacebookSettings.from(
            Sections.of("page = \"1\"\napi = \"" + server.uri("") + "\"").section());
    return new Graph(settings, bench.context(), Access.of(settings, bench.keyring()));
  }

  private void golden(String name, String path) throws IOException {
    Golden.check("facebook", name, server.requests(path).getFirst(), server);
  }
}
