// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads little text as LinkedIn does, with its worst habit: at the first reserved character that
/// is neither escaped nor the beginning of an element, the rest is gone without a word.
final class FakeLittle {
  private static final String RESERVED = "|{}@[]()<>#\\*_~";

  private static final Pattern TAG = Pattern.compile("#([\\p{L}\\p{M}\\p{Nd}\\p{Pc}&&[^_]]+)");
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{hashtag\\|\\\\#\\|((?:[^|{}@\\[\\]()<>#\\\\*_~]|\\\\.)+)}");
  private static final Pattern MENTION =
      Pattern.compile("@\\[((?:[^\\[\\]\\\\]|\\\\.)+)]\\((urn:li:\\w+:[\\w-]+)\\)");

  private final String little;
  private final StringBuilder text = new StringBuilder();
  private final List<String> hashtags = new ArrayList<>();
  private int at;

  private FakeLittle(String little) {
    this.little = little;
  }

  static FakeLinkedIn.Shown read(String little) {
    var reader = new FakeLittle(little);
    while (reader.at < little.length() && reader.element()) {
      // One element a turn.
    }
    return new FakeLinkedIn.Shown(
        reader.text.toString(), reader.hashtags, reader.at < little.length());
  }

  /// Whether the reading goes on.
  private boolean element() {
    var c = little.charAt(at);
    return switch (c) {
      case '\\' -> escape();
      case '#' -> element(TAG, true);
      case '{' -> element(TEMPLATE, true);
      case '@' -> element(MENTION, false);
      default -> {
        if (RESERVED.indexOf(c) >= 0) {
          yield false;
        }
        text.append(c);
        at++;
        yield true;
      }
    };
  }

  private boolean escape() {
    if (at + 1 >= little.length() || RESERVED.indexOf(little.charAt(at + 1)) < 0) {
      return false;
    }
    text.append(little.charAt(at + 1));
    at += 2;
    return true;
  }

  private boolean element(Pattern pattern, boolean tag) {
    var matcher = pattern.matcher(little).region(at, little.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    var name = matcher.group(1).replaceAll("\\\\(.)", "$1");
    if (tag) {
      hashtags.add(name);
    }
    text.append(tag ? "#" + name : name);
    at = matcher.end();
    return true;
  }
}
