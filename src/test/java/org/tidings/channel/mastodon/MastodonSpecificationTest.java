// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tidings.Required;
import org.tidings.channel.Bench;
import org.tidings.channel.Payload;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.post.Post;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Our requests against the OpenAPI description of Mastodon's interface (abraham/mastodon-openapi).
/// Runs with `-Dtidings.specs=<folder>`.
class MastodonSpecificationTest {
  private static JsonNode specification = JsonMapper.shared().createObjectNode();

  @BeforeAll
  static void read() throws IOException {
    var file = Required.specifications().resolve("mastodon").resolve("mastodon-openapi.json");
    specification = JsonMapper.shared().readTree(Files.readString(file));
  }

  @Test
  void every_request_is_one_that_the_interface_knows() {
    try (var bench = MastodonChannelTest.bench("image = true\nspoiler = \"x\"")) {
      bench.server().on("GET", "/disks.jpg", StubAnswer.status(404));
      bench.server().on("GET", "/api/v1/accounts/7/statuses", StubAnswer.json(200, "[]"));
      bench.server().on("POST", "/api/v1/statuses", StubAnswer.json(200, "{\"id\":\"1\"}"));
      var payload = work(bench);
      var problems = new ArrayList<String>();
      for (var request : bench.server().requests()) {
        check(request, problems);
      }
      assertThat(bench.server().requests()).hasSizeGreaterThan(4);
      assertThat(problems).isEmpty();
      assertThat(broken(payload)).as("the check itself can fail").isNotEmpty();
    }
  }

  private static Payload work(Bench bench) {
    bench.channel().check();
    var payload = bench.payload(post());
    bench.channel().publish(payload, KEY);
    bench.channel().find(payload, KEY, NOW);
    return payload;
  }

  private static Post post() {
    return new Post(
        "A",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("en"),
        "A",
        false);
  }

  private static List<String> broken(Payload payload) {
    var body = (ObjectNode) MastodonChannelTest.json(payload.body());
    var schema = specification.at("/paths/~1api~1v1~1statuses/post/requestBody/content");
    var problems = new ArrayList<String>();
    SchemaCheck.in(specification)
        .check(
            schema.path("application/json").path("schema"),
            body.put("status", 7).put("visibility", "nobody"),
            problems);
    return problems;
  }

  private static void check(StubRequest request, List<String> problems) {
    var path = request.path().replace("/accounts/7/", "/accounts/{id}/");
    var operation =
        specification.path("paths").path(path).path(request.method().toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      problems.add("no such operation: " + request.method() + " " + path);
    }
    var known = new ArrayList<String>();
    operation.path("parameters").forEach(it -> known.add(it.path("name").asString("")));
    request.parameters().keySet().stream()
        .filter(it -> !known.contains(it))
        .forEach(it -> problems.add("no such parameter: " + it));
    if (request.method().equals("POST")) {
      SchemaCheck.in(specification)
          .check(
              operation.at("/requestBody/content/application~1json/schema"),
              MastodonChannelTest.json(request.text()),
              problems);
    }
  }
}
