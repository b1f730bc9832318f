// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidings.text.HtmlEntities;

/// Goes through a list tag by tag. There is no XML parser that could fetch or expand anything, and
/// no tree: all that counts stands in attributes. What is broken costs its own tag only.
final class OpmlReader {
  /// More faults of one document tell nothing new.
  private static final int MAX_FAULTS = 50;

  /// Ten for each feed.
  private static final int MAX_TAGS = 10 * Opml.MAX_FEEDS;

  private final String text;
  private final Repairs repairs = new Repairs();
  private final List<Opml.Outline> outlines = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private boolean list;
  private Optional<String> folder = Optional.empty();
  private int depth;
  private int tags;
  private int pos;
  private int counted;
  private int line = 1;

  OpmlReader(String text) {
    this.text = text;
  }

  Opml.Reading read() throws UnreadableException {
    for (var lt = text.indexOf('<'); lt >= 0; lt = text.indexOf('<', pos)) {
      countTo(lt);
      if (++tags > MAX_TAGS) {
        throw new UnreadableException("line " + line + ": more tags than any list of feeds has");
      }
      pos = lt + 1;
      if (text.startsWith("<!--", lt)) {
        pos = after("-->", lt + 4);
      } else if (text.startsWith("<![CDATA[", lt)) {
        pos = after("]]>", lt);
      } else if (text.startsWith("<?", lt)) {
        pos = after("?>", lt);
      } else if (text.startsWith("<!", lt)) {
        pos = afterDeclaration(lt);
      } else if (text.regionMatches(true, lt, "</outline", 0, 9)) {
        depth = Math.max(0, depth - 1);
      } else if (!text.startsWith("</", lt)) {
        tag(lt);
      }
    }
    if (!list) {
      throw new UnreadableException("this is no OPML: there is no <opml> in it");
    }
    return new Opml.Reading.Read(outlines, faults);
  }

  /// Lines are those of the document, whatever stands between the tags.
  private void countTo(int index) {
    line += Lines.at(text.substring(counted, index), index - counted) - 1;
    counted = index;
  }

  private void tag(int lt) throws UnreadableException {
    var tag = Tag.at(text, lt, repairs);
    if (tag.isEmpty()) {
      fault("a tag that has no end");
      return;
    }
    pos = tag.get().end();
    var name = tag.get().name().toLowerCase(Locale.ROOT);
    if (!list && !name.equals("opml")) {
      throw new UnreadableException(
          "line %d: this is no OPML: it begins with <%s>".formatted(line, name));
    }
    list = true;
    if (name.equals("outline")) {
      outline(tag.get());
    }
  }

  private void outline(Tag tag) throws UnreadableException {
    var title = attribute(tag, "title").or(() -> attribute(tag, "text"));
    var url = attribute(tag, "xmlUrl");
    var type = attribute(tag, "type").orElse("").toLowerCase(Locale.ROOT);
    if (url.isPresent()) {
      if (outlines.size() == Opml.MAX_FEEDS) {
        throw new UnreadableException(
            "line %d: more than %d feeds; split the list".formatted(line, Opml.MAX_FEEDS));
      }
      outlines.add(new Opml.Outline(line, url.get(), title, depth > 0 ? folder : Optional.empty()));
    } else if (type.equals("rss") || type.equals("atom")) {
      fault("a feed without its address (xmlUrl)");
    } else if (type.equals("include") || type.equals("link")) {
      fault("a link to something else, which is not followed");
    }
    if (!tag.empty()) {
      folder = depth == 0 ? title : folder;
      depth++;
    }
  }

  private static Optional<String> attribute(Tag tag, String name) {
    return tag.attributes().entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(name))
        .map(it -> HtmlEntities.decode(it.getValue()).strip())
        .filter(it -> !it.isEmpty())
        .findFirst();
  }

  private void fault(String what) {
    if (faults.size() < MAX_FAULTS) {
      faults.add("line " + line + ": " + what);
    }
  }

  private int after(String mark, int from) {
    var found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /// A DOCTYPE may hold declarations in brackets. Nothing that it declares is known hereafter.
  private int afterDeclaration(int start) {
    var end = text.indexOf('>', start);
    var bracket = text.indexOf('[', start);
    return bracket >= 0 && bracket < end ? after("]", bracket) : after(">", start);
  }
}
