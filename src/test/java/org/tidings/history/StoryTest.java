// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.FakeChannel.Crash;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.outbox.DeliveryState;

class StoryTest {
  @TempDir Path folder;
  private HistoryFixture it;

  @BeforeEach
  void open() {
    it = new HistoryFixture(folder);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_story_is_found_by_number_address_post_and_title() {
    var article =
        it.post("blog", "https://www.blog.example/2026/moving-house/", "Moving house", "one");
    it.deliver("one");
    it.post("blog", "https://blog.example/other", "Other", "one");
    for (var what :
        List.of(
            article.id().toString(),
            "https://www.blog.example/2026/moving-house/",
            "http://blog.example/2026/moving-house?utm_source=x#comments",
            "https://fake.example/1",
            " moving ")) {
      assertThat(it.history().explain(what))
          .as(what)
          .extracting(Story::title)
          .containsExactly("Moving house");
    }
    assertThat(it.history().explain("https://blog.example/nowhere")).isEmpty();
    assertThat(it.history().explain("99")).isEmpty();
    assertThat(it.history().explain(" ")).isEmpty();
  }

  @Test
  void the_story_of_a_lost_answer() {
    it.post("blog", "https://blog.example/a", "A", "one");
    it.channel("one").publishes(Fate.LOSE_REQUEST, Fate.WORK).finds(Fate.WORK, Fate.WORK);
    it.deliver("one");
    var told = story("A").deliveries().getFirst();
    assertThat(told.state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(words(told))
        .containsExactly(
            "enqueued",
            "sent, no answer",
            "looked twice, not found",
            "sent (attempt 2), published");
    assertThat(told.events()).as("nothing is said twice").allMatch(e -> e.reason().isEmpty());
    assertThat(told.url()).contains(URI.create("https://fake.example/1"));
  }

  @Test
  void the_story_of_a_refusal() {
    it.post("blog", "https://blog.example/a", "A", "one");
    it.channel("one").publishes(Fate.REJECT);
    it.deliver("one");
    var event = story("A").deliveries().getFirst().events().getLast();
    assertThat(event.words()).isEqualTo("sent, rejected");
    assertThat(event.reason()).isEqualTo("too rude");
  }

  @Test
  void the_story_of_a_crash() {
    it.post("blog", "https://blog.example/a", "A", "one");
    it.channel("one").publishes(Fate.CRASH_AFTER);
    assertThatThrownBy(() -> it.deliver("one")).isInstanceOf(Crash.class);
    it.outbox().recover(it.beside);
    it.deliver("one");
    assertThat(words(story("A").deliveries().getFirst()))
        .containsExactly(
            "enqueued", "sent, and Tidings stopped before the answer", "looked, found");
  }

  @Test
  void the_story_of_an_owner_who_says() {
    it.post("blog", "https://blog.example/a", "A", "one");
    var id = it.history().search(HistoryQuery.newest(1)).entries().getFirst().delivery();
    it.owner().hold(id);
    it.owner().release(id);
    it.owner().drop(id);
    var told = story("A").deliveries().getFirst();
    assertThat(words(told)).containsExactly("enqueued", "held", "released", "dropped by the owner");
    assertThat(told.state()).isEqualTo(DeliveryState.SKIPPED);
    assertThat(told.text()).contains("A\n\nhttps://blog.example/a");
  }

  @Test
  void the_story_of_an_article_that_was_there_before_us() {
    it.baseline("https://blog.example/old", "Old");
    var story = story("Old");
    assertThat(story.baseline()).isTrue();
    assertThat(story.deliveries()).isEmpty();
    assertThat(story.firstSeen()).isEqualTo(HistoryFixture.START);
    assertThat(story.marks())
        .containsExactly(
            "guid",
            "guid without host",
            "address",
            "title and text",
            "address without host",
            "title");
    assertThat(HistoryJson.line(story))
        .isEqualTo(
            """
            {"feed":"blog","article":{"id":1,"title":"Old","url":"https://blog.example/old"},\
            "firstSeen":"2026-11-24T12:00:00Z","baseline":true,\
            "marks":["guid","guid without host","address","title and text",\
            "address without host","title"],"deliveries":[]}\
            """);
  }

  private Story story(String title) {
    return it.history().explain(title).getFirst();
  }

  private static List<String> words(Story.Told told) {
    return told.events().stream().map(Story.Event::words).toList();
  }
}
