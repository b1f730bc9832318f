// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.history.HistoryJson;
import org.tidings.history.HistoryQuery;
import org.tidings.history.Story;
import org.tidings.outbox.DeliveryState;

/// An author changes an article that Tidings has posted, or is about to.
class EditsTest {
  private static final Rss BEFORE = Rss.numbered(1, 3);

  @TempDir Path folder;
  private PollFixture it;

  @BeforeEach
  void open() {
    it = new PollFixture(folder);
    it.publish(BEFORE).poll();
    it.publish(BEFORE.with(4)).poll();
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_new_title_is_recorded_and_posts_nothing() {
    var read = it.clock.instant();
    edit("<title>Article 4", "<title>Article four");
    assertThat(edits())
        .containsExactly(new Story.Edit(read, "the title, which is now \"Article four\""));
    assertThat(it.titles()).containsExactly("Article 4");
    assertThat(it.queue().getFirst().delivery().state()).isEqualTo(DeliveryState.READY);
  }

  @Test
  void a_new_summary_is_recorded() {
    edit("What Article 4 says", "What Article 4 does not say");
    assertThat(edits()).extracting(Story.Edit::changed).containsExactly("the summary");
  }

  @Test
  void each_edit_is_recorded_once() {
    edit("What Article 4 says", "A");
    edit("What Article 4 says", "B");
    it.publish(BEFORE.with(4).replacing("What Article 4 says", "B").with(5)).poll();
    assertThat(edits()).hasSize(2);
  }

  @Test
  void markup_signs_and_counts_of_comments_are_no_edit() {
    edit("What Article 4 says.", "<![CDATA[<p>What <b>Article 4</b> says!</p>]]>");
    edit("<title>Article 4", "<title>ARTICLE 4 (12 comments)");
    assertThat(edits()).isEmpty();
  }

  @Test
  void what_was_never_to_be_posted_is_not_watched() {
    edit("<title>Article 2", "<title>Article two");
    assertThat(it.history().explain("Article 2").getFirst().edits()).isEmpty();
  }

  @Test
  void a_summary_that_always_changes_does_not_fill_the_disk() {
    for (var i = 0; i < 25; i++) {
      edit("What Article 4 says", "Written " + i + " hours ago");
    }
    assertThat(edits()).hasSize(20);
  }

  @Test
  void scripts_are_told_of_edits() {
    it.clock.set(Instant.parse("2026-11-25T10:00:00Z"));
    edit("<title>Article 4", "<title>Article four");
    assertThat(HistoryJson.line(story()))
        .contains(
            "\"edits\":[{\"time\":\"2026-11-25T10:00:00Z\","
                + "\"changed\":\"the title, which is now \\\"Article four\\\"\"}]");
  }

  @Test
  void the_history_shows_what_the_article_says_otherwise_than_the_post() {
    it.clock.set(Instant.parse("2026-11-25T10:00:00Z"));
    edit("What Article 4 says", "A");
    edit("<title>Article 4", "<title>Article four");
    it.publish(BEFORE.with(4).replacing("<title>Article 4", "<title>Article four").with(5)).poll();
    var page = it.history().search(HistoryQuery.newest(5)).entries();
    assertThat(page)
        .extracting(it -> it.title() + it.edits().stream().map(Story.Edit::changed).toList())
        .containsExactly(
            "Article 5[]",
            "Article 4[the summary, the title, which is now \"Article four\", and the summary]");
    assertThat(HistoryJson.line(page.get(1)))
        .endsWith(
            "\"edits\":[{\"time\":\"2026-11-25T10:00:00Z\",\"changed\":\"the summary\"},"
                + "{\"time\":\"2026-11-25T10:15:00Z\",\"changed\":"
                + "\"the title, which is now \\\"Article four\\\", and the summary\"}]}");
    assertThat(HistoryJson.line(page.get(0))).doesNotContain("edits");
    assertThat(it.history().since(0, HistoryQuery.newest(5)).entries())
        .extracting(it -> it.edits().size())
        .containsExactly(2, 0);
  }

  /// What the post was made of has the edit in it.
  @Test
  void what_was_edited_before_its_post_was_made_is_no_edit_of_the_post() {
    it.settle(Duration.ofMinutes(30)).publish(BEFORE.with(4).with(5)).poll();
    it.publish(BEFORE.with(4).with(5).replacing("What Article 5 says", "What it does not")).poll();
    it.clock.advance(Duration.ofHours(1));
    it.poll();
    var entry = it.history().search(HistoryQuery.newest(1)).entries().getFirst();
    assertThat(entry.title()).isEqualTo("Article 5");
    assertThat(entry.edits()).isEmpty();
  }

  private void edit(String what, String with) {
    it.publish(BEFORE.with(4).replacing(what, with)).poll();
  }

  private List<Story.Edit> edits() {
    return story().edits();
  }

  private Story story() {
    return it.history().explain("Article 4").getFirst();
  }
}
