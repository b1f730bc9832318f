// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.article.Entries.document;
import static org.tidings.article.Entries.entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidings.feed.Entry;

class IdentityTest {
  private static final String A = "https://blog.example/2026/a";
  private static final String B = "https://blog.example/2026/b";
  private static final String C = "https://blog.example/2026/c";

  private final Memory memory = new Memory();

  @Test
  void the_same_document_again_has_nothing_new() {
    assertThat(memory.take(entry(A, A, "A"), entry(B, B, "B"))).hasSize(2);
    assertThat(memory.take(entry(B, B, "B"), entry(A, A, "A"))).isEmpty();
  }

  @Test
  void an_entry_with_no_known_mark_is_new() {
    memory.take(entry(A, A, "A"));
    assertThat(titles(memory.take(entry(B, B, "B"), entry(A, A, "A")))).containsExactly("B");
  }

  @Test
  void an_edited_title_is_no_news() {
    memory.take(entry(A, A, "A"));
    assertThat(memory.take(entry(A, A, "A, corrected"))).isEmpty();
  }

  @Test
  void a_guid_in_another_scheme_is_known() {
    memory.take(entry("http://blog.example/2026/a", "", "A"));
    assertThat(memory.take(entry(A, "", "A"))).isEmpty();
  }

  @Test
  void a_guid_on_another_host_with_the_same_path_is_known() {
    memory.take(entry(A, A, "A"), entry(B, B, "B"));
    assertThat(
            memory.take(
                entry("https://new.example/2026/a/", "https://new.example/2026/a/", "A"),
                entry("https://new.example/2026/b/", "https://new.example/2026/b/", "B")))
        .isEmpty();
  }

  @Test
  void paths_on_different_hosts_of_one_document_are_different_articles() {
    memory.take(
        entry("https://ann.example/hello", "https://ann.example/hello", "Hello"),
        entry("https://bob.example/news", "https://bob.example/news", "News"));
    assertThat(
            titles(
                memory.take(
                    entry("https://bob.example/hello", "https://bob.example/hello", "Hello!"),
                    entry("https://ann.example/hello", "https://ann.example/hello", "Hello"))))
        .containsExactly("Hello!");
  }

  @Test
  void the_same_path_on_another_host_of_a_planet_is_another_article() {
    memory.take(
        entry("https://ann.example/hello", "https://ann.example/hello", "Hello"),
        entry("https://bob.example/news", "https://bob.example/news", "News"));
    assertThat(
            titles(
                memory.take(
                    entry("https://bob.example/hello", "https://bob.example/hello", "Hello!"),
                    entry("https://cat.example/x", "https://cat.example/x", "X"))))
        .containsExactly("Hello!", "X");
  }

  @Test
  void the_same_number_on_another_host_of_a_wordpress_planet_is_another_article() {
    memory.take(
        wordpress(
            entry("https://ann.example/?p=5", "https://ann.example/hello", "Hello"),
            entry("https://bob.example/?p=7", "https://bob.example/news", "News")));
    assertThat(
            memory.take(
                wordpress(
                    entry("https://bob.example/?p=5", "https://bob.example/older", "Older"),
                    entry("https://cat.example/?p=9", "https://cat.example/x", "X"))))
        .hasSize(2);
  }

  @Test
  void a_guid_that_changes_into_the_permalink_is_known_by_its_link() {
    memory.take(entry("https://blog.example/?p=12", A, "A"));
    assertThat(memory.take(entry(A, A, "A"))).isEmpty();
    assertThat(memory.take(entry(A, "https://blog.example/2026/better-name", "A")))
        .as("the new guid was learnt meanwhile")
        .isEmpty();
  }

  @Test
  void a_wordpress_number_outlives_host_and_permalink() {
    memory.take(wordpress(entry("https://blog.example/?p=12", A, "A")));
    assertThat(
            memory.take(
                wordpress(
                    entry(
                        "https://new.example/blog/?post_type=note&p=12",
                        "https://new.example/blog/a",
                        "A"))))
        .isEmpty();
  }

  @Test
  void the_same_number_on_a_foreign_host_is_another_article() {
    memory.take(entry("https://blog.example/?p=12", A, "A"));
    assertThat(
            memory.take(
                entry("https://guest.example/x?p=12", "https://guest.example/x", "Guest"),
                entry("https://blog.example/?p=12", A, "A")))
        .hasSize(1);
  }

  @Test
  void entries_that_share_a_guid_are_told_apart_by_their_links() {
    assertThat(memory.take(entry("1", A, "A"), entry("1", B, "B"))).hasSize(2);
    assertThat(titles(memory.take(entry("1", C, "C"), entry("1", A, "A")))).containsExactly("C");
  }

  @Test
  void a_guid_once_seen_shared_is_never_trusted_again() {
    memory.take(entry("1", A, "A"), entry("1", B, "B"));
    assertThat(memory.take(entry("1", C, "C"))).hasSize(1);
    assertThat(memory.take(entry("1", C, "C, corrected"))).isEmpty();
    assertThat(memory.take(entry("1", "https://blog.example/2026/d", "D"))).hasSize(1);
  }

  @Test
  void a_guid_that_turns_out_to_be_shared_makes_nothing_new_that_was_known() {
    memory.take(entry("1", "", "A"));
    assertThat(titles(memory.take(entry("1", "", "B"), entry("1", "", "A")))).containsExactly("B");
  }

  @Test
  void nor_does_one_whose_link_changed_at_the_same_time() {
    memory.take(entry("1", A, "A"));
    assertThat(titles(memory.take(entry("1", B, "B"), entry("1", C, "A")))).containsExactly("B");
  }

  @Test
  void entries_that_say_the_same_side_by_side_are_two_if_their_links_differ() {
    memory.take(entry("1", A, "Live now"), entry("1", C, "C"));
    assertThat(memory.take(entry("1", B, "Live now"), entry("1", A, "Live now"))).hasSize(1);
  }

  @Test
  void each_guid_of_an_article_is_known_even_side_by_side() {
    memory.take(entry("1", A, "A"));
    memory.take(entry("2", A, "A"));
    assertThat(memory.take(entry("1", B, "A"), entry("2", C, "A"))).isEmpty();
  }

  @Test
  void a_link_that_all_share_tells_nothing() {
    var page = "https://blog.example/updates";
    assertThat(memory.take(entry("1", page, "A"), entry("2", page, "B"))).hasSize(2);
    assertThat(memory.take(entry("3", page, "C"))).hasSize(1);
    assertThat(memory.take(entry("3", page, "C"), entry("2", page, "B"))).isEmpty();
  }

  @Test
  void a_link_to_the_front_page_tells_nothing() {
    memory.take(entry("1", "https://blog.example", "A"));
    assertThat(memory.take(entry("2", "https://blog.example/", "B"))).hasSize(1);
  }

  @Test
  void guid_and_link_the_same_for_all_leaves_title_and_text() {
    var page = "https://blog.example/updates";
    assertThat(memory.take(entry("1", page, "A"), entry("1", page, "B"))).hasSize(2);
    assertThat(titles(memory.take(entry("1", page, "C"), entry("1", page, "B"))))
        .containsExactly("C");
    assertThat(memory.take(entry("1", page, "D"))).hasSize(1);
  }

  @Test
  void parts_of_one_page_are_told_apart_by_their_fragments() {
    var page = "https://blog.example/log";
    assertThat(memory.take(entry("", page + "#1", "One"), entry("", page + "#2", "Two")))
        .hasSize(2);
    assertThat(titles(memory.take(entry("", page + "#3", "Three"), entry("", page + "#2", "2."))))
        .containsExactly("Three");
    assertThat(titles(memory.take(entry("", page + "#4", "Four")))).containsExactly("Four");
  }

  @Test
  void an_entry_without_guid_and_link_is_known_by_title_and_text() {
    memory.take(entry("", "", "A"));
    assertThat(memory.take(entry("", "", "A"), entry("", "", "B"))).hasSize(1);
    assertThat(memory.take(entry("", "", "B"), entry("", "", "A"))).isEmpty();
  }

  @Test
  void an_entry_without_guid_and_link_may_change_its_text_if_it_has_a_date() {
    var date = Optional.of(Instant.parse("2026-11-20T08:00:00Z"));
    memory.take(entry("", "", "A", date, "<p>Frist!</p>"));
    assertThat(memory.take(entry("", "", "A", date, "<p>First!</p>"))).isEmpty();
  }

  @Test
  void entries_without_guid_and_link_may_share_title_and_date() {
    var date = Optional.of(Instant.parse("2026-11-20T08:00:00Z"));
    var one = entry("", "", "Note", date, "<p>One.</p>");
    var two = entry("", "", "Note", date, "<p>Two.</p>");
    assertThat(memory.take(one, two)).hasSize(2);
    assertThat(memory.take(two, one)).isEmpty();
  }

  @Test
  void an_entry_that_is_repeated_in_a_document_is_one() {
    assertThat(memory.take(entry(A, A, "A"), entry(A, A, "A"))).hasSize(1);
    assertThat(memory.take(entry("", "", "B"), entry("", "", "B"))).hasSize(1);
    var date = Optional.of(Instant.parse("2026-11-20T08:00:00Z"));
    assertThat(memory.take(entry("8", C, "C", date, ""), entry("9", C, "C", date, "")))
        .as("one page, listed under two guids")
        .hasSize(1);
    assertThat(memory.take(entry("9", "", "C"))).as("both guids are known").isEmpty();
  }

  @Test
  void entries_side_by_side_are_two_even_if_one_has_the_others_old_address() {
    memory.take(entry("1", A, "A"));
    memory.take(entry("1", B, "A"));
    assertThat(titles(memory.take(entry("2", A, "New at A"), entry("1", B, "A"))))
        .containsExactly("New at A");
    assertThat(memory.take(entry("2", A, "New at A"), entry("1", B, "A"))).isEmpty();
    assertThat(memory.take(entry("2", A, "New at A"))).isEmpty();
  }

  @Test
  void an_entry_whose_only_mark_is_anothers_is_not_new_for_ever() {
    memory.take(entry("1", A, "A"));
    memory.take(entry("1", B, "A"));
    var taker = entry("", A, "New at A");
    assertThat(memory.take(taker, entry("1", B, "A"))).hasSize(1);
    assertThat(memory.take(taker, entry("1", B, "A"))).isEmpty();
    assertThat(memory.take(taker)).isEmpty();
  }

  @Test
  void a_mark_is_never_taken_from_the_article_that_had_it_first() {
    memory.take(entry("1", A, "A"), entry("2", B, "B"));
    memory.take(entry("1", B, "A"));
    assertThat(memory.take(entry("2", "", "B"))).isEmpty();
    assertThat(memory.articles()).isEqualTo(2);
  }

  @Test
  void white_space_and_unicode_forms_of_a_guid_make_no_difference() {
    memory.take(entry("caf\u00e9", "", "A"));
    assertThat(memory.take(entry(" cafe\u0301\n", "", "A"))).isEmpty();
  }

  private static org.tidings.feed.FeedDocument wordpress(Entry... entries) {
    return document("https://blog.example/", "https://wordpress.org/?v=6.9", List.of(entries));
  }

  private static List<String> titles(List<Entry> entries) {
    return entries.stream().map(it -> it.title().orElse("")).toList();
  }
}
