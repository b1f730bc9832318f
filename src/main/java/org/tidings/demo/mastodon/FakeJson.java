// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.mastodon;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What [FakeMastodon] answers to programs (docs.joinmastodon.org/entities).
final class FakeJson {
  static final JsonMapper JSON = JsonMapper.shared();

  private FakeJson() {}

  static ObjectNode error(String words) {
    return JSON.createObjectNode().put("error", words);
  }

  static ObjectNode status(URI server, FakeStatus status) {
    var url = server.resolve("/@asha/" + status.id()).toString();
    var json = JSON.createObjectNode();
    json.put("id", status.id()).put("uri", url).put("url", url);
    json.put("created_at", status.at().toString()).put("visibility", status.visibility());
    json.put("content", FakeHtml.content(status.text()));
    json.put("spoiler_text", status.spoiler().orElse(""));
    status.language().ifPresent(it -> json.put("language", it));
    var media = json.putArray("media_attachments");
    status.media().forEach(it -> media.add(media(server, it)));
    return json;
  }

  /// What a post says, as it was written.
  static ObjectNode source(FakeStatus status) {
    return JSON.createObjectNode()
        .put("id", status.id())
        .put("text", status.text())
        .put("spoiler_text", status.spoiler().orElse(""));
  }

  static ObjectNode media(URI server, FakeStatus.Media media) {
    return JSON.createObjectNode()
        .put("id", media.id())
        .put("type", "image")
        .put("url", server.resolve("/files/" + media.id()).toString())
        .put("description", media.alt());
  }

  static JsonNode statuses(URI server, List<FakeStatus> statuses) {
    var array = JSON.createArrayNode();
    statuses.forEach(it -> array.add(status(server, it)));
    return array;
  }

  /// Every post with all that was asked for, oldest first.
  static JsonNode ledger(List<FakeStatus> statuses) {
    var array = JSON.createArrayNode();
    statuses.forEach(it -> ledgerLine(array.addObject(), it));
    return array;
  }

  private static void ledgerLine(ObjectNode line, FakeStatus status) {
    line.put("id", status.id()).put("text", status.text()).put("at", status.at().toString());
    var links = line.putArray("links");
    status.links().forEach(it -> links.add(it.toString()));
    status.key().ifPresent(it -> line.put("key", it));
    line.put("visibility", status.visibility());
    status.language().ifPresent(it -> line.put("language", it));
    status.spoiler().ifPresent(it -> line.put("spoiler", it));
    var media = line.putArray("media");
    status.media().forEach(it -> media.addObject().put("type", it.type()).put("alt", it.alt()));
  }

  /// Both versions of the interface in one: they share no key of different meaning here.
  static ObjectNode instance(URI server, String family) {
    var json = JSON.createObjectNode();
    json.put("domain", server.getAuthority()).put("uri", server.getAuthority());
    json.put("title", "Fake Mastodon").put("version", version(family));
    json.put("source_url", source(family));
    var configuration = json.putObject("configuration");
    configuration
        .putObject("statuses")
        .put("max_characters", FakeAccount.CHARACTERS)
        .put("characters_reserved_per_url", FakeAccount.CHARACTERS_PER_URL);
    var media = configuration.putObject("media_attachments");
    media.put("description_limit", 1500).put("image_size_limit", 16_777_216);
    media.put("image_matrix_limit", 33_177_600);
    media.putArray("supported_mime_types").add("image/jpeg").add("image/png").add("image/gif");
    return json;
  }

  private static String version(String family) {
    return switch (family) {
      case "mastodon" -> "4.4.3";
      case "gotosocial" -> "0.19.2+git-0000000";
      default -> "2.7.2 (compatible; " + family + " 1.0.0)";
    };
  }

  private static String source(String family) {
    return family.equals("gotosocial")
        ? "https://codeberg.org/superseriousbusiness/gotosocial"
        : "https://github.com/" + family + "/" + family;
  }
}
