// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostJsonTest {
  private static final URI LINK = URI.create("https://blog.example/2026/11/größe");
  private static final Post FULL =
      new Post(
          "Größe 👍 \"x\"\n\nhttps://blog.example/2026/11/größe #Tag",
          List.of(new Post.Span.Link(14, 48, LINK), new Post.Span.Hashtag(49, 53, "Tag")),
          Optional.of(LINK),
          Optional.of(
              new Post.Card(
                  LINK,
                  "Größe",
                  "All of it",
                  Optional.of(
                      new Post.Picture(URI.create("https://blog.example/a.jpg"), "A house")))),
          Optional.of(new Post.Picture(URI.create("https://blog.example/a.jpg"), "")),
          Optional.of("de"),
          "Größe",
          true);
  private static final Post BARE =
      new Post(
          "A note",
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "A note",
          false);

  @Test
  void writes_the_form_in_which_rows_are_stored() throws IOException {
    assertThat(PostJson.write(FULL)).isEqualTo(golden("full.json"));
    assertThat(PostJson.write(BARE)).isEqualTo(golden("bare.json"));
  }

  @Test
  void reads_what_it_wrote() throws IOException {
    assertThat(PostJson.read(golden("full.json"))).isEqualTo(FULL);
    assertThat(PostJson.read(golden("bare.json"))).isEqualTo(BARE);
  }

  @Test
  void passes_over_what_a_later_version_added() throws IOException {
    assertThat(PostJson.read(golden("later.json"))).isEqualTo(FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "[]", "{}", "{\"text\":1,\"title\":\"\"}", "{\"text\":\"\"}", "null"})
  void refuses_what_is_no_post(String json) {
    assertThatThrownBy(() -> PostJson.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a stored post");
  }

  private static String golden(String name) throws IOException {
    try (var stream = PostJsonTest.class.getResourceAsStream("/post/" + name)) {
      var bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }
}
