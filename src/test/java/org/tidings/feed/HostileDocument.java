// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// One document of the corpus, and what must come of it. A file holds those of one theme:
///
/// - `== NAME` begins a document. Its text follows, up to the expectation; without any, its name is
///   its text.
/// - `% in: PLACE` says what is put around the text ([#AROUND]), `% as: CHARSET` how it is
///   encoded, `% type: TYPE` what the server calls it. Before the first document: of all.
/// - `-> …` is what must come of it, see [HostileCorpusTest].
/// - `‹1B›` are bytes in hexadecimal digits, `‹U+200B›` a character, `‹3*x›` is `xxx`.
///
/// @param line of its name in the file
/// @param expected without their arrows
record HostileDocument(
    String theme,
    String name,
    int line,
    byte[] body,
    Optional<String> type,
    boolean isOpml,
    List<String> expected) {
  private static final Pattern NOTATION =
      Pattern.compile("‹(?:((?:[0-9A-F]{2} ?)+)|U\\+([0-9A-F]{4,6})|(\\d+)\\*([^›]*))›");

  private static final String RSS =
      "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
          + " xmlns:dc='http://purl.org/dc/elements/1.1/'"
          + " xmlns:media='http://search.yahoo.com/mrss/'"
          + " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
          + " xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
          + " xmlns:atom='http://www.w3.org/2005/Atom'><channel>";

  private static final String ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>";
  private static final String JSON = "{\"version\":\"https://jsonfeed.org/version/1.1\",";

  /// What stands around a text that is only a part, with `…` in its place.
  private static final Map<String, String> AROUND =
      Map.of(
          "document", "…",
          "channel", RSS + "…</channel></rss>",
          "item", RSS + "<item>…</item></channel></rss>",
          "link", RSS + "<item><link>…</link></item></channel></rss>",
          "title", RSS + "<item><title>…</title></item></channel></rss>",
          "pubDate", RSS + "<item><pubDate>…</pubDate></item></channel></rss>",
          "feed", ATOM + "…</feed>",
          "entry", ATOM + "<entry>…</entry></feed>",
          "json", JSON + "…}",
          "json item", JSON + "\"items\":[{…}]}");

  /// Every document of a folder's files.
  static List<HostileDocument> all(Path folder) throws IOException {
    var all = new ArrayList<HostileDocument>();
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        all.addAll(new Reader(file.getFileName().toString().replace(".txt", "")).read(file));
      }
    }
    return all;
  }

  /// A text with its notation resolved.
  static String text(String written) {
    return new String(bytes(written, UTF_8), UTF_8);
  }

  @Override
  public String toString() {
    return theme + ", line " + line + ": " + text(name);
  }

  private static byte[] bytes(String written, Charset charset) {
    var out = new ByteArrayOutputStream();
    var found = NOTATION.matcher(written);
    var from = 0;
    while (found.find()) {
      out.writeBytes(written.substring(from, found.start()).getBytes(charset));
      if (found.group(1) != null) {
        out.writeBytes(HexFormat.of().parseHex(found.group(1).replace(" ", "")));
      } else if (found.group(2) != null) {
        var character = Character.toString(Integer.parseInt(found.group(2), 16));
        out.writeBytes(character.getBytes(charset));
      } else {
        var times = Integer.parseInt(found.group(3));
        out.writeBytes(found.group(4).repeat(times).getBytes(charset));
      }
      from = found.end();
    }
    out.writeBytes(written.substring(from).getBytes(charset));
    return out.toByteArray();
  }

  /// Reads one file.
  private static final class Reader {
    private final String theme;
    private final List<HostileDocument> documents = new ArrayList<>();
    private final Map<String, String> common = new HashMap<>();
    private Map<String, String> settings = common;
    private final List<String> text = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private String name = "";
    private int begun;

    Reader(String theme) {
      this.theme = theme;
    }

    List<HostileDocument> read(Path file) throws IOException {
      var number = 0;
      for (var line : Files.readString(file).split("\n", -1)) {
        number++;
        if (line.startsWith("== ")) {
          end();
          name = line.substring(3);
          begun = number;
          settings = new HashMap<>(common);
        } else if (line.startsWith("% ")) {
          var setting = line.substring(2).split(": ", 2);
          settings.put(setting[0], setting[1]);
        } else if (line.startsWith("-> ")) {
          expected.add(line.substring(3));
        } else if (expected.isEmpty() && begun > 0) {
          text.add(line);
        }
      }
      end();
      return documents;
    }

    private void end() {
      if (begun == 0) {
        return;
      }
      var written = text.isEmpty() ? name : String.join("\n", text);
      var place = settings.getOrDefault("in", "document");
      var around = Objects.requireNonNull(AROUND.get(place), place).split("…", -1);
      var charset = Charset.forName(settings.getOrDefault("as", "UTF-8"));
      documents.add(
          new HostileDocument(
              theme,
              name,
              begun,
              bytes(around[0] + written + around[1], charset),
              Optional.ofNullable(settings.get("type")),
              theme.equals("opml"),
              List.copyOf(expected)));
      text.clear();
      expected.clear();
    }
  }
}
