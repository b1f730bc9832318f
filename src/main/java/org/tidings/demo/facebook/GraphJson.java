// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the Graph API answers.
final class GraphJson {
  static final JsonMapper JSON = JsonMapper.shared();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private GraphJson() {}

  /// A refusal.
  record Refusal(int status, String body) {}

  static Refusal refusal(int code, int subcode, String message) {
    var root = JSON.createObjectNode();
    var error = root.putObject("error").put("message", "(#" + code + ") " + message);
    error.put("type", "OAuthException").put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    error.put("is_transient", code == 1 || code == 2).put("fbtrace_id", "AbCdEfGhIjK");
    return new Refusal(code == 1 || code == 2 ? 500 : 400, root.toString());
  }

  static ObjectNode post(Ledger.Entry entry, boolean attachments, boolean followed) {
    var json = JSON.createObjectNode().put("id", entry.id());
    if (!entry.message().isEmpty()) {
      json.put("message", entry.message());
    }
    json.put("created_time", time(entry.at())).put("permalink_url", permalink(entry.id()));
    if (attachments && entry.link().isPresent()) {
      var shown = entry.link().get().toString();
      var target = followed ? URI.create("https://elsewhere.example/landed") : entry.link().get();
      var attachment = json.putObject("attachments").putArray("data").addObject();
      attachment.put("unshimmed_url", target.toString());
      attachment.put(
          "url",
          "https://l.facebook.com/l.php?u="
              + URLEncoder.encode(followed ? target.toString() : shown, StandardCharsets.UTF_8)
              + "&h=AT0");
    }
    return json;
  }

  static String permalink(String id) {
    return "https://www.facebook.com/" + id.replace("_", "/posts/");
  }

  /// One page of a list, as the Graph API cuts them: a cursor, and an address with the token in it.
  static ObjectNode list(List<ObjectNode> items, int from, int limit, URI address) {
    var root = JSON.createObjectNode();
    var data = root.putArray("data");
    items.stream().skip(from).limit(limit).forEach(data::add);
    if (from + limit < items.size()) {
      var paging = root.putObject("paging");
      paging.putObject("cursors").put("after", "c" + (from + limit));
      paging.put("next", address + "?access_token=EAA&after=c" + (from + limit));
    }
    return root;
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
