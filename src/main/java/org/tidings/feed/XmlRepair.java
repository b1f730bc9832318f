// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.Map;
import java.util.Optional;

/// Makes text that was meant to be XML into XML: one pass, tag by tag, so that every tag is closed
/// in its place, every prefix bound and every reference known. Declarations, comments and
/// processing instructions are left out. What nests or swarms beyond all reason is refused here,
/// before any parser builds a tree of it.
final class XmlRepair {
  /// The JDK's own parser gives up there (jdk.xml.maxElementDepth).
  static final int MAX_DEPTH = 100;

  /// Ten thousand entries of ten elements; about 10 MiB, which is as much as we fetch.
  static final int MAX_ELEMENTS = 100_000;

  private static final String CDATA = "<![CDATA[";

  private final String text;
  private final Repairs repairs;
  private final StringBuilder out;
  private final XmlText words;
  private final OpenTags open = new OpenTags();
  private final Instructions instructions;
  private final Prefixes bound;
  private boolean surrounded;
  private int elements;
  private int pos;

  private XmlRepair(String text, int start, Repairs repairs) {
    this.text = text;
    this.pos = start;
    this.repairs = repairs;
    this.out = new StringBuilder(text.length() - start + 64);
    this.words = new XmlText(out, text.length(), repairs);
    this.bound = new Prefixes(repairs);
    this.instructions = new Instructions(text);
  }

  /// The document from its root element on, well-formed.
  static String repair(String text, Repairs repairs) throws UnreadableException {
    var legal = XmlText.legal(text, repairs);
    return new XmlRepair(legal, Prolog.end(legal, repairs), repairs).document();
  }

  private String document() throws UnreadableException {
    repairs.at(text, pos);
    tagAt(pos).ifPresent(this::surround);
    var root = pos;
    markup(pos);
    if (out.isEmpty() || out.charAt(0) != '<') {
      throw new UnreadableException(
          "the feed breaks off in its first tag, in line " + Lines.at(text, root));
    }
    while (!open.isEmpty() && pos < text.length()) {
      var lt = text.indexOf('<', pos);
      var end = lt < 0 ? text.length() : lt;
      words.copy(text, pos, end);
      pos = end;
      if (lt >= 0) {
        markup(lt);
        words.checkLength();
      }
    }
    repairs.at(text, pos);
    finish();
    repairs.anywhere();
    return out.toString();
  }

  /// The outer element has the root's own prefix, unless it always has its own, and namespace.
  private void surround(Tag root) {
    var name = root.name();
    var prefix = name.substring(0, name.indexOf(':') + 1);
    var outer = TagRules.around(name.substring(prefix.length()), root.attributes().keySet());
    if (!outer.isEmpty()) {
      repairs.note("<" + name + "> stood alone, without <" + outer + "> around it");
      var declaration =
          prefix.isEmpty() ? "xmlns" : "xmlns:" + name.substring(0, prefix.length() - 1);
      var space = root.attributes().getOrDefault(declaration, "");
      write(
          new Tag(
              outer.contains(":") ? outer : prefix + outer,
              space.isBlank() ? Map.of() : Map.of(declaration, space),
              false,
              pos));
      surrounded = true;
    }
  }

  private void markup(int lt) throws UnreadableException {
    repairs.at(text, lt);
    if (text.regionMatches(true, lt, CDATA, 0, CDATA.length())) {
      cdata(lt);
    } else if (text.startsWith("<!--", lt)) {
      pos = after("-->", lt + 4);
    } else if (text.startsWith("<?", lt)) {
      pos = instructions.after(lt);
    } else if (text.startsWith("</", lt) && Tag.nameEnd(text, lt + 2) > lt + 2) {
      endTag(lt + 2);
    } else {
      startTag(lt);
    }
  }

  private void cdata(int lt) {
    if (!text.startsWith(CDATA, lt)) {
      repairs.note("CDATA sections in small letters");
    }
    var start = lt + CDATA.length();
    var nested = 0;
    while (text.startsWith(CDATA, start)) {
      repairs.note("CDATA sections in one another");
      start += CDATA.length();
      nested++;
    }
    var end = text.indexOf("]]>", start);
    if (end < 0) {
      repairs.note("a CDATA section without an end");
    }
    var stop = end < 0 ? text.length() : end;
    out.append(CDATA).append(text, start, stop).append("]]>");
    pos = end < 0 ? stop : stop + 3;
    while (nested-- > 0 && text.startsWith("]]>", pos)) {
      pos += 3;
    }
  }

  private int after(String mark, int from) {
    var found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /// Its values mended: what is legal in one decides whether it declares anything.
  private Optional<Tag> tagAt(int lt) throws UnreadableException {
    var found = Tag.at(text, lt, repairs);
    if (found.isPresent()) {
      for (var attribute : found.get().attributes().entrySet()) {
        attribute.setValue(words.value(attribute.getValue()));
      }
    }
    return found;
  }

  private void startTag(int lt) throws UnreadableException {
    var found = tagAt(lt);
    if (found.isEmpty()) {
      strayAt(lt);
      return;
    }
    var tag = found.get();
    pos = tag.end();
    closeForgotten(tag.name());
    if (elements >= MAX_ELEMENTS) {
      throw new UnreadableException(
          "the feed is too large: more than " + MAX_ELEMENTS + " tags before " + line(tag));
    }
    write(tag);
    if (open.size() > MAX_DEPTH) {
      throw new UnreadableException(
          "the feed nests its tags deeper than " + MAX_DEPTH + " in " + line(tag));
    }
    if (tag.empty() && !isFeedBehind(tag)) {
      close(open.size() - 1);
    } else if (TagRules.isVoid(tag.name()) && !Tag.isEndedAt(text, pos, tag.name())) {
      repairs.note("tags that were not closed");
      close(open.size() - 1);
    }
  }

  /// Whether a root that closes itself has its end tag all the same.
  private boolean isFeedBehind(Tag tag) {
    var behind = open.size() == 1 && text.indexOf("</" + tag.name(), tag.end()) >= 0;
    if (behind) {
      repairs.note("a first tag that closed itself");
    }
    return behind;
  }

  private void strayAt(int lt) {
    if (text.indexOf('<', lt + 1) < 0 && text.indexOf('>', lt + 1) < 0) {
      pos = text.length(); // it breaks off in a tag
    } else {
      repairs.note("stray < characters");
      out.append("&lt;");
      pos = lt + 1;
    }
  }

  private String line(Tag tag) {
    return "line " + Lines.at(text, tag.end());
  }

  private void write(Tag tag) {
    var start = out.length();
    var attributes = bound.enter(tag);
    out.append('<').append(tag.name());
    attributes.forEach(
        (name, value) -> out.append(' ').append(name).append("=\"").append(value).append('"'));
    out.append('>');
    open.add(tag.name(), attributes.keySet(), start);
    elements++;
  }

  private void closeForgotten(String name) {
    var keep = open.size();
    var outer = open.find(it -> TagRules.standsIn(name, it));
    if (outer >= 0 && !open.hasContentFrom(outer + 1)) {
      keep = outer + 1;
    } else if (keep > 0 && TagRules.ends(name, open.name(keep - 1))) {
      keep--;
    }
    if (keep < open.size()) {
      repairs.note("tags that were not closed");
      close(keep);
    }
  }

  private void endTag(int nameStart) {
    var nameEnd = Tag.nameEnd(text, nameStart);
    endOfTag(nameEnd);
    var name = Tag.qualified(text.substring(nameStart, nameEnd));
    var at = open.find(name::equals);
    if (at < 0) {
      at = open.find(name::equalsIgnoreCase);
      if (at >= 0) {
        repairs.note("end tags in other letters than their start tags");
      }
    }
    if (at < 0) {
      if (pos < text.length() || text.endsWith(">")) {
        repairs.note("end tags of nothing");
      }
      return;
    }
    if (at < open.size() - 1) {
      repairs.note("tags that were not closed");
    }
    close(at);
  }

  /// Behind the `>`, or at the `<` of the next tag, which would be lost.
  private void endOfTag(int nameEnd) {
    var next = text.indexOf('<', nameEnd);
    var stop = next < 0 ? text.length() : next;
    var end = text.indexOf('>', nameEnd, stop);
    pos = end < 0 ? stop : end + 1;
    if (end < 0 && next >= 0) {
      repairs.note("tags without their >");
    }
  }

  /// Closes everything down to the element at that depth.
  private void close(int depth) {
    while (open.size() > depth) {
      var last = open.removeLast();
      out.append("</").append(last.name()).append('>');
      bound.leave(last.attributes());
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
    var entry = open.find(TagRules::isEntry);
    if (entry > 0) {
      repairs.note(
          FeedDocument.BREAKS_OFF + " in the middle; its last, incomplete entry is left out");
      out.setLength(open.cut(entry));
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
