// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jdom2.Verifier;

/// Lists of feeds as readers exchange them (OPML 2.0, opml.org/spec2.opml). Reading never throws,
/// asks nobody for anything, and bears whatever bytes it gets.
public final class Opml {
  /// In bytes: five thousand feeds take one.
  public static final int MAX_BYTES = 5 << 20;

  /// More are no owner's own blogs.
  public static final int MAX_FEEDS = 5000;

  private Opml() {}

  /// A feed of a list.
  ///
  /// @param line where it stands; the first is 1
  /// @param url as it is written, which may be no address at all
  /// @param folder the outermost outline that it is in, if that has a name
  public record Outline(int line, String url, Optional<String> title, Optional<String> folder) {}

  /// How reading ended.
  public sealed interface Reading {
    /// What was found, in the order of the document.
    ///
    /// @param faults what could not be understood, each with its line, in words for the owner
    record Read(List<Outline> outlines, List<String> faults) implements Reading {
      public Read {
        outlines = List.copyOf(outlines);
        faults = List.copyOf(faults);
      }
    }

    /// No list of feeds; why, and in which line.
    record Unreadable(String reason) implements Reading {}
  }

  /// Reads a list.
  public static Reading read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Reading.Unreadable("the list is larger than 5 MiB");
    }
    try {
      return new OpmlReader(Decoder.decode(bytes, Optional.empty(), new Repairs())).read();
    } catch (UnreadableException e) {
      return new Reading.Unreadable(e.reason());
    }
  }

  /// A feed to write down.
  ///
  /// @param url without a login
  public record Listed(String title, URI url) {}

  /// Writes a list.
  public static String write(String title, List<Listed> feeds) {
    var out = new StringBuilder();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n");
    out.append("    <title>").append(escaped(title)).append("</title>\n  </head>\n  <body>\n");
    for (var feed : feeds) {
      var name = escaped(feed.title());
      out.append("    <outline type=\"rss\" text=\"").append(name);
      out.append("\" title=\"").append(name);
      out.append("\" xmlUrl=\"").append(escaped(feed.url().toString())).append("\"/>\n");
    }
    return out.append("  </body>\n</opml>\n").toString();
  }

  private static String escaped(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> out.appendCodePoint(Verifier.isXMLCharacter(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }
}
