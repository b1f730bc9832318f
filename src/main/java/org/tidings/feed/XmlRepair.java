// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes text that was meant to be XML into XML: one pass, tag by tag, so that every tag is closed
/// in its place, every prefix bound and every reference known. Declarations, comments and
/// processing instructions are left out. What nests or swarms beyond all reason is refused here,
/// before any parser builds a tree of it.
final class XmlRepair {
  /// The JDK's own parser gives up there (jdk.xml.maxElementDepth).
  static final int MAX_DEPTH = 100;

  /// Ten thousand entries of ten elements; about 10 MiB, which is as much as we fetch.
  static final int MAX_ELEMENTS = 100_000;

  /// Elements of HTML that never have an end tag; people forget to escape them.
  private static final Set<String> VOID = Set.of("br", "hr", "img", "wbr", "input");

  /// What stands around a root that lost it, or never had it. It is put there before anything is
  /// read: several entries would otherwise be several documents, of which only the first counts.
  private static final Map<String, String> AROUND = Map.of("entry", "feed", "channel", "rss");

  /// Elements that never stand directly in one of their kind: the open one was not closed.
  private static final Set<String> NOT_IN_ITSELF = Set.of("item", "entry", "p", "li", "option");

  private final String text;
  private final Repairs repairs;
  private final StringBuilder out;
  private final XmlText words;
  private final List<Open> open = new ArrayList<>();
  private final Prefixes bound = new Prefixes();
  private boolean surrounded;
  private int elements;
  private int pos;

  /// An element that was opened.
  ///
  /// @param start where its tag begins in the output
  private record Open(String name, List<String> prefixes, int start) {}

  private XmlRepair(String text, int start, Repairs repairs) {
    this.text = text;
    this.pos = start;
    this.repairs = repairs;
    this.out = new StringBuilder(text.length() - start + 64);
    this.words = new XmlText(out, repairs);
  }

  /// The document from its root element on, well-formed.
  ///
  /// @param start index of the root's `<`
  static String repair(String text, int start, Repairs repairs) throws UnreadableException {
    return new XmlRepair(text, start, repairs).document();
  }

  private String document() throws UnreadableException {
    repairs.at(text, pos);
    tagAt(pos).ifPresent(this::surround);
    markup(pos);
    while (!open.isEmpty() && pos < text.length()) {
      var lt = text.indexOf('<', pos);
      var end = lt < 0 ? text.length() : lt;
      words.copy(text, pos, end);
      pos = end;
      if (lt >= 0) {
        markup(lt);
      }
    }
    repairs.at(text, pos);
    finish();
    repairs.anywhere();
    return out.toString();
  }

  /// The outer element has the root's own prefix and namespace.
  private void surround(Tag root) {
    var name = root.name();
    var prefix = name.substring(0, name.indexOf(':') + 1);
    var outer = AROUND.get(name.substring(prefix.length()).toLowerCase(Locale.ROOT));
    if (outer != null) {
      repairs.note("<" + name + "> stood alone, without <" + outer + "> around it");
      var declaration =
          prefix.isEmpty() ? "xmlns" : "xmlns:" + name.substring(0, prefix.length() - 1);
      var space = root.attributes().getOrDefault(declaration, "");
      write(
          new Tag(
              prefix + outer, space.isBlank() ? Map.of() : Map.of(declaration, space), false, pos));
      surrounded = true;
    }
  }

  private void markup(int lt) throws UnreadableException {
    repairs.at(text, lt);
    if (text.startsWith("<![CDATA[", lt)) {
      cdata(lt + 9);
    } else if (text.startsWith("<!--", lt)) {
      pos = after("-->", lt + 4);
    } else if (text.startsWith("<?", lt)) {
      pos = after("?>", lt + 2);
    } else if (text.startsWith("</", lt) && Tag.nameEnd(text, lt + 2) > lt + 2) {
      endTag(lt + 2);
    } else {
      startTag(lt);
    }
  }

  private void cdata(int start) {
    var end = text.indexOf("]]>", start);
    if (end < 0) {
      repairs.note("a CDATA section without an end");
    }
    var stop = end < 0 ? text.length() : end;
    out.append("<![CDATA[");
    words.copyVerbatim(text, start, stop);
    out.append("]]>");
    pos = end < 0 ? stop : stop + 3;
  }

  private int after(String mark, int from) {
    var found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /// Its values mended: what is legal in one decides whether it declares anything.
  private Optional<Tag> tagAt(int lt) {
    var found = Tag.at(text, lt, repairs);
    found.ifPresent(it -> it.attributes().replaceAll((_, raw) -> words.value(raw)));
    return found;
  }

  private void startTag(int lt) throws UnreadableException {
    var found = tagAt(lt);
    if (found.isEmpty()) {
      repairs.note("stray < characters");
      out.append("&lt;");
      pos = lt + 1;
      return;
    }
    var tag = found.get();
    pos = tag.end();
    closeForgotten(tag.name());
    if (++elements > MAX_ELEMENTS) {
      throw new UnreadableException(
          "the feed is too large: more than " + MAX_ELEMENTS + " tags before " + line(tag));
    }
    write(tag);
    if (open.size() > MAX_DEPTH) {
      throw new UnreadableException(
          "the feed nests its tags deeper than " + MAX_DEPTH + " in " + line(tag));
    }
    if (tag.empty()) {
      close(open.size() - 1);
    } else if (VOID.contains(tag.name()) && !isEndedNext(tag.name())) {
      repairs.note("tags that were not closed");
      close(open.size() - 1);
    }
  }

  /// XHTML may write `<br></br>`.
  private boolean isEndedNext(String name) {
    var at = pos;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.startsWith("</" + name, at) && Tag.nameEnd(text, at + 2) == at + 2 + name.length();
  }

  private String line(Tag tag) {
    return "line " + Lines.at(text, tag.end());
  }

  private void write(Tag tag) {
    var start = out.length();
    var prefixes = bound.bind(tag);
    out.append('<').append(tag.name());
    tag.attributes().forEach((name, value) -> attribute(name, value));
    for (var prefix : prefixes) {
      if (tag.attributes().getOrDefault("xmlns:" + prefix, "").isBlank()) {
        repairs.note("the prefix " + prefix + ": is not declared");
        attribute("xmlns:" + prefix, Namespaces.usual(prefix));
      }
    }
    out.append('>');
    open.add(new Open(tag.name(), prefixes, start));
  }

  private void attribute(String name, String value) {
    if (Prefixes.isReserved(name) || (name.startsWith("xmlns:") && value.isEmpty())) {
      // Namespaces in XML 1.0 section 2.2 and 3: neither may be declared so.
      return;
    }
    out.append(' ').append(name).append("=\"").append(value).append('"');
  }

  private void closeForgotten(String name) {
    if (NOT_IN_ITSELF.contains(name) && !open.isEmpty()) {
      var at = name.equals("item") || name.equals("entry") ? find(name) : open.size() - 1;
      if (at >= 0 && open.get(at).name().equals(name) && !isInContent(at)) {
        repairs.note("tags that were not closed");
        close(at);
      }
    }
  }

  /// An Atom entry may carry another one as its content.
  private boolean isInContent(int at) {
    return open.subList(at, open.size()).stream().anyMatch(it -> it.name().equals("content"));
  }

  private void endTag(int nameStart) {
    var nameEnd = Tag.nameEnd(text, nameStart);
    pos = after(">", nameEnd);
    var at = find(Tag.qualified(text.substring(nameStart, nameEnd)));
    if (at < 0) {
      repairs.note("end tags of nothing");
      return;
    }
    if (at < open.size() - 1) {
      repairs.note("tags that were not closed");
    }
    close(at);
  }

  private int find(String name) {
    for (var i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// Closes everything down to the element at that depth.
  private void close(int depth) {
    while (open.size() > depth) {
      var last = open.removeLast();
      out.append("</").append(last.name()).append('>');
      bound.release(last.prefixes());
    }
  }

  private void finish() {
    if (surrounded && open.size() == 1) {
      close(0); // what was put around the root ends where the document does
    }
    if (open.isEmpty()) {
      noteJunk();
      return;
    }
    var entry = Math.max(find("item"), find("entry"));
    if (entry > 0) {
      repairs.note(
          FeedDocument.BREAKS_OFF + " in the middle; its last, incomplete entry is left out");
      out.setLength(open.get(entry).start());
      open.subList(entry, open.size()).clear();
    } else {
      repairs.note(FeedDocument.BREAKS_OFF + " before its end");
    }
    close(0);
  }

  private void noteJunk() {
    var rest = text.substring(pos).strip();
    if (!rest.isEmpty() && !rest.startsWith("<!--")) {
      repairs.note("something stood behind the feed's last tag");
    }
  }
}
