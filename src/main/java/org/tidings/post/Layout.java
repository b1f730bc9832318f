// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.post.Piece.Origin;
import org.tidings.text.Links;
import org.tidings.text.TwitterText;

/// Sets what a template printed as the text of a post: tidies the white space, lets the lines
/// vanish on which nothing was printed, defuses mentions, and finds the links and hashtags.
final class Layout {
  private final PostLimits limits;
  private final StringBuilder text = new StringBuilder();
  private final List<Region> regions = new ArrayList<>();

  /// How many `$TICKER`s of the feed may still stay what they are.
  private int cashtags;

  private Layout(PostLimits limits, List<Piece> pieces) {
    this.limits = limits;
    cashtags = limits.maxCashtags().isEmpty() ? 0 : left(limits.maxCashtags().getAsInt(), pieces);
  }

  /// The owner's own go first, wherever they stand.
  private static int left(int max, List<Piece> pieces) {
    var owners =
        pieces.stream()
            .filter(it -> it.origin() == Origin.OWNER)
            .mapToInt(it -> TwitterText.cashtags(it.text()).size())
            .sum();
    return Math.max(0, max - owners);
  }

  /// A text with its links and hashtags, before it is known whether it fits.
  record Draft(String text, List<Post.Span> spans) {
    Draft {
      spans = List.copyOf(spans);
    }
  }

  private record Region(Origin origin, int start, int end) {
    boolean encloses(int from, int to) {
      return start <= from && to <= end;
    }
  }

  /// A line as printed.
  ///
  /// @param hollow a place on it was meant for something, and nothing came
  private record Line(List<Piece> pieces, boolean hollow) {
    boolean isBlank() {
      return pieces.stream().allMatch(it -> it.text().isBlank());
    }
  }

  /// Sets a post.
  ///
  /// @param link where pieces of origin LINK lead
  static Draft set(List<Piece> pieces, PostLimits limits, Optional<URI> link) {
    var layout = new Layout(limits, pieces);
    layout.setLines(layout.lines(pieces));
    return new Draft(layout.text.toString(), layout.spans(link));
  }

  private List<Line> lines(List<Piece> pieces) {
    var lines = new ArrayList<Line>();
    var line = new ArrayList<Piece>();
    var hollow = false;
    for (var piece : pieces) {
      hollow |= piece.origin() != Origin.OWNER && piece.text().isBlank();
      var parts = prepared(piece).split("\n", -1);
      for (var i = 0; i < parts.length; i++) {
        if (i > 0) {
          lines.add(new Line(List.copyOf(line), hollow));
          line.clear();
          hollow = false;
        }
        line.add(new Piece(piece.origin(), parts[i]));
      }
    }
    lines.add(new Line(List.copyOf(line), hollow));
    return lines;
  }

  private String prepared(Piece piece) {
    return switch (piece.origin()) {
      case LINK, HASHTAG -> piece.text();
      case OWNER -> piece.text().replace("\r\n", "\n").replace('\t', ' ');
      case FEED ->
          withFewCashtags(
              limits.mentions() == PostLimits.Mentions.NOTIFY
                  ? FeedText.withoutMentions(piece.text())
                  : piece.text());
    };
  }

  /// X refuses a post with more than one (docs.x.com, "Manage Posts", "Integrate").
  private String withFewCashtags(String words) {
    if (limits.maxCashtags().isEmpty()) {
      return words;
    }
    var kept = Math.min(cashtags, TwitterText.cashtags(words).size());
    cashtags -= kept;
    return FeedText.withoutCashtags(words, kept);
  }

  private void setLines(List<Line> lines) {
    var gap = false;
    for (var line : lines) {
      if (line.isBlank()) {
        gap |= !line.hollow();
        continue;
      }
      if (!text.isEmpty()) {
        text.append(gap ? "\n\n" : "\n");
      }
      gap = false;
      setLine(line);
    }
  }

  private void setLine(Line line) {
    var lineStart = text.length();
    var space = false;
    for (var piece : line.pieces()) {
      var start = -1;
      for (var i = 0; i < piece.text().length(); i++) {
        var c = piece.text().charAt(i);
        if (c == ' ') {
          space = text.length() > lineStart;
          continue;
        }
        if (space) {
          text.append(' ');
          space = false;
        }
        start = start < 0 ? text.length() : start;
        text.append(c);
      }
      if (start >= 0) {
        addRegion(piece.origin(), start);
      }
    }
  }

  /// Words of the owner that touch are one, so that a hashtag may be put together from them.
  private void addRegion(Origin origin, int start) {
    var last = regions.isEmpty() ? null : regions.getLast();
    if (last != null && last.end() == start && last.origin() == origin && !origin.isAtom()) {
      regions.removeLast();
      regions.add(new Region(origin, last.start(), text.length()));
    } else {
      regions.add(new Region(origin, start, text.length()));
    }
  }

  private List<Post.Span> spans(Optional<URI> link) {
    var whole = text.toString();
    var spans = new ArrayList<Post.Span>();
    for (var region : regions) {
      switch (region.origin()) {
        case LINK ->
            link.ifPresent(it -> spans.add(new Post.Span.Link(region.start(), region.end(), it)));
        case HASHTAG ->
            spans.add(
                new Post.Span.Hashtag(
                    region.start(),
                    region.end(),
                    whole.substring(region.start() + 1, region.end())));
        case OWNER, FEED -> {}
      }
    }
    Stream.concat(linksIn(whole), hashtagsIn(whole))
        .filter(it -> spans.stream().noneMatch(span -> overlap(span, it)))
        .toList()
        .forEach(it -> addUnlessOverlapping(spans, it));
    spans.sort(Comparator.comparingInt(Post.Span::start));
    return spans;
  }

  private static void addUnlessOverlapping(List<Post.Span> spans, Post.Span span) {
    if (spans.stream().noneMatch(it -> overlap(it, span))) {
      spans.add(span);
    }
  }

  private static boolean overlap(Post.Span a, Post.Span b) {
    return a.start() < b.end() && b.start() < a.end();
  }

  private static Stream<Post.Span> linksIn(String whole) {
    return Links.in(whole).stream()
        .map(it -> new Post.Span.Link(it.start(), it.end(), it.target()));
  }

  /// A hashtag counts only where the owner wrote it; `#1` in a title is not the owner's.
  private Stream<Post.Span> hashtagsIn(String whole) {
    return new Hashtags(limits.hashtags(), limits.maxHashtags())
        .in(whole).stream()
            .filter(
                it ->
                    regions.stream()
                        .anyMatch(
                            region ->
                                region.origin() == Origin.OWNER
                                    && region.encloses(it.start(), it.end())))
            .map(it -> new Post.Span.Hashtag(it.start(), it.end(), it.tag()));
  }
}
