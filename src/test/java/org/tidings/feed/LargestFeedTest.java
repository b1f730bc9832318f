// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.http.Request;

/// The largest documents that are fetched, each of what costs most, in a process that has the
/// memory of the packaged program (`scripts/launch`): whoever runs out of it takes all feeds along.
class LargestFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /// On a busy machine; what does not end in it hangs.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String RSS = "<rss version='2.0'><channel><title>T</title>";
  private static final String JSON =
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"title\":\"One\"},";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // name | begins with | then over and over, ~ a number | ends with | entries, or a refusal
        "attributes|RSS<item|` a~`|><title>One</title></item>|1",
        "attributes with prefixes|RSS<item|` a~:b=''`|><title>One</title></item>|1",
        "text|RSS<item><title>One</title><description>|word |</description></item>|1",
        "text of other scripts|RSS<item><title>|Ж|</title></item>|1",
        "references|RSS<item><title>|&amp;|</title></item>|1",
        "stray &|RSS<item><title>|&|</title></item>|too large",
        "stray & in an attribute|RSS<item><title a='|&|'/></item>|too large",
        "stray <|RSS<item><title>|<|</title></item>|too large",
        "quotes|RSS<item><title>|\"|</title></item>|too large",
        "forbidden characters|RSS<item><title>|\u0001a|</title></item>|1",
        "items|RSS|<item/>||too large",
        "items of JSON|JSON|{\"id\":\"~\"},|{}]}|500000 values",
        "lists of JSON|JSON{\"id\":2,\"url\":[|[],|0]}]}|500000 values",
        "text behind a fault of JSON|JSONx,{\"id\":2,\"title\":\"|word |\"}]}|2",
        "items behind a fault of JSON|JSONx|,{\"id\":2,\"url\":0}|]}|83333",
        "objects behind a fault of JSON|JSONx|,{}|]}|1",
        "faults of JSON|JSONx|,{|]}|1",
        "comments behind a fault of JSON|JSONx|,{/*|]}|1",
      })
  void is_read_or_refused_in_the_memory_that_there_is(
      String name, String beginning, String part, @Nullable String end, String expected)
      throws IOException, InterruptedException {
    var tail = end == null ? "" : end;
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Xss512k",
                "-cp",
                System.getProperty("java.class.path"),
                LargestFeedTest.class.getName(),
                beginning.replace("RSS", RSS).replace("JSON", JSON),
                part,
                beginning.startsWith("RSS") ? tail + "</channel></rss>" : tail)
            .redirectErrorStream(true)
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    var said = process.inputReader(UTF_8).readAllAsString();
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains(expected.matches("\\d+") ? expected + " entries" : expected);
  }

  /// The other process: what the document begins with, what follows over and over, how it ends.
  public static void main(String[] words) {
    var body = body(words[0], words[1], words[2]);
    var read = FeedParser.parse(body, Optional.empty(), URI.create("https://b.example/"), NOW);
    System.out.println(
        switch (read) {
          case ParseResult.Parsed(var document) -> document.entries().size() + " entries";
          case ParseResult.Unreadable(var reason) -> reason;
        });
  }

  private static byte[] body(String beginning, String part, String end) {
    var most = Request.Limits.PAGE.bodyBytes() - end.length() - 100;
    var text = new StringBuilder(beginning);
    var bytes = beginning.length();
    for (var i = 0; bytes < most; i++) {
      var next = part.replace("~", Integer.toString(i, 36));
      text.append(next);
      bytes += next.getBytes(UTF_8).length;
    }
    return text.append(end).toString().getBytes(UTF_8);
  }
}
