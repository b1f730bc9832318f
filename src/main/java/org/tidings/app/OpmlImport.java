// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tidings.config.FeedSettings;
import org.tidings.feed.FeedAddress;
import org.tidings.feed.Opml;

/// What becomes of a list of feeds: a `[[feed]]` for each that is new, all paused.
///
/// @param known how many are configured already, or stand in the list twice
/// @param notes what could not be taken over as it is, each with its line
public record OpmlImport(List<Block> blocks, int known, List<String> notes) {
  /// In characters; leaves room for a number behind it within the 64 that an id may have.
  private static final int LONGEST_ID = 48;

  public OpmlImport {
    blocks = List.copyOf(blocks);
    notes = List.copyOf(notes);
  }

  /// One `[[feed]]`.
  ///
  /// @param login whether the list had a login for it, which does not belong into the file
  public record Block(
      String id, URI url, Optional<String> title, Optional<String> folder, boolean login) {
    String toml() {
      var name = title.orElse("(untitled)") + folder.map(it -> " (in \"" + it + "\")").orElse("");
      return "# %s\n%s[[feed]]\nid     = %s\nurl    = %s\npaused = true\n"
          .formatted(
              TomlText.comment(name),
              login ? "# It had a login in the list: write user and password here.\n" : "",
              TomlText.quoted(id),
              TomlText.quoted(url.toString()));
    }
  }

  /// Looks through a list.
  ///
  /// @param configured the feeds that there are
  public static OpmlImport of(Opml.Reading.Read list, List<FeedSettings> configured) {
    return new Sorting(configured, list.faults()).sort(list.outlines());
  }

  /// The blocks, one after another; nothing if there are none.
  public String toml() {
    return String.join("\n", blocks.stream().map(Block::toml).toList());
  }

  /// Goes through a list once.
  private static final class Sorting {
    private final Set<String> ids = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> notes;
    private int known;

    Sorting(List<FeedSettings> configured, List<String> faults) {
      configured.forEach(it -> ids.add(it.id().value()));
      configured.forEach(it -> addresses.add(key(it.url())));
      notes = new ArrayList<>(faults);
    }

    OpmlImport sort(List<Opml.Outline> outlines) {
      outlines.forEach(this::take);
      return new OpmlImport(blocks, known, notes);
    }

    private void take(Opml.Outline outline) {
      var open = outline.url().replaceFirst("(?<=://)[^/?#]*@", "");
      var url =
          Optional.of(open)
              .filter(it -> it.matches("(?is)(https?|feed):.*"))
              .flatMap(TypedAddress::of);
      if (url.isEmpty()) {
        notes.add("line %d: its xmlUrl is no web address".formatted(outline.line()));
      } else if (!addresses.add(key(url.get()))) {
        known++;
      } else {
        var login = !open.equals(outline.url());
        if (login) {
          notes.add(
              "line %d: the login in its address was left out; write user and password"
                  .formatted(outline.line()));
        }
        blocks.add(
            new Block(id(outline, url.get()), url.get(), outline.title(), outline.folder(), login));
      }
    }

    private static String key(URI url) {
      return FeedAddress.key(url).toLowerCase(Locale.ROOT);
    }

    private String id(Opml.Outline outline, URI url) {
      var host = String.valueOf(url.getHost()).replaceFirst("^www\\.", "");
      var base = outline.title().map(Sorting::slug).filter(it -> !it.isEmpty()).orElse(slug(host));
      base = base.isEmpty() ? "feed" : base;
      var id = base;
      for (var i = 2; !ids.add(id); i++) {
        id = base + "-" + i;
      }
      return id;
    }

    private static String slug(String words) {
      var plain = Normalizer.normalize(words, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
      var dashed = plain.toLowerCase(Locale.ROOT).replace("ß", "ss").replaceAll("[^a-z0-9]+", "-");
      var cut = dashed.substring(0, Math.min(dashed.length(), LONGEST_ID));
      return cut.replaceAll("^-|-$", "");
    }
  }
}
