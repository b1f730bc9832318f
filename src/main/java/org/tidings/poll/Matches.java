// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidings.article.CanonicalUrl;
import org.tidings.article.MassChange;
import org.tidings.channel.Timeline.Shown;
import org.tidings.poll.Adoption.Evidence;

/// Finds articles among what accounts show and owners list: by address, whatever tracks in it; by
/// guid; or, since other tools shorten addresses, by a whole title in a post's words.
final class Matches {
  /// Letters and digits; shorter titles ("Links", "Weeknotes") stand in many posts.
  private static final int SHORTEST_TITLE = 16;

  /// Blogs state local times as if they were UTC, and posts were planned ahead.
  private static final Duration SLACK = Duration.ofDays(1);

  private final List<Index> indexes;

  Matches(List<Evidence> evidence) {
    this.indexes = evidence.stream().map(Index::new).toList();
  }

  /// @param post absent if only a list says so
  record Hit(Evidence by, Optional<Shown> post, String how) {}

  /// At most one a channel.
  List<Hit> of(MassChange.Row row, Set<String> guids) {
    return indexes.stream().flatMap(it -> it.find(row, guids).stream()).toList();
  }

  /// The lines of lists that were not asked for by any article so far.
  Set<String> unmatched() {
    var lines = new LinkedHashSet<String>();
    indexes.forEach(it -> lines.addAll(it.lines.values()));
    return lines;
  }

  /// A web address; absent if it is none.
  static Optional<URI> address(String line) {
    try {
      return Optional.of(URI.create(line))
          .filter(it -> it.getHost() != null)
          .filter(it -> line.regionMatches(true, 0, "http", 0, 4));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static final class Index {
    private final Evidence evidence;
    private final Map<String, Shown> byLink = new HashMap<>();
    private final Map<Shown, String> words = new LinkedHashMap<>();
    private final Map<String, String> lines = new LinkedHashMap<>();

    Index(Evidence evidence) {
      this.evidence = evidence;
      for (var post : evidence.shown()) {
        post.links().forEach(it -> byLink.put(CanonicalUrl.forIdentity(it), post));
        words.put(post, letters(post.text()));
      }
      evidence.listed().forEach(it -> lines.put(key(it), it));
    }

    Optional<Hit> find(MassChange.Row row, Set<String> guids) {
      var listed = listed(row.link(), guids);
      return row.link()
          .flatMap(it -> Optional.ofNullable(byLink.get(CanonicalUrl.forIdentity(it))))
          .map(it -> new Hit(evidence, Optional.of(it), "its address is on the account"))
          .or(() -> titled(letters(row.title()), row.published()))
          .or(() -> listed);
    }

    /// A line that was found is done with, even if the account shows the post.
    private Optional<Hit> listed(Optional<URI> link, Set<String> guids) {
      var keys = new ArrayList<>(guids.stream().map(Index::key).toList());
      link.map(CanonicalUrl::forIdentity).ifPresent(keys::add);
      var found = keys.stream().filter(lines::containsKey).toList();
      found.forEach(lines::remove);
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(new Hit(evidence, Optional.empty(), "it is in your list"));
    }

    /// Not by a post from before the article: "Open thread of the week" comes again.
    private Optional<Hit> titled(String title, Optional<Instant> published) {
      var since = published.map(it -> it.minus(SLACK)).orElse(Instant.MIN);
      return Stream.of(title)
          .filter(it -> it.codePointCount(0, it.length()) >= SHORTEST_TITLE)
          .flatMap(it -> words.keySet().stream().filter(post -> has(post, it)))
          .filter(it -> it.at().filter(since::isAfter).isEmpty())
          .findFirst()
          .map(it -> new Hit(evidence, Optional.of(it), "its title is on the account"));
    }

    private boolean has(Shown post, String title) {
      return words.getOrDefault(post, "").contains(title);
    }

    private static String key(String line) {
      return address(line).map(CanonicalUrl::forIdentity).orElse(line);
    }
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
