// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Bytes to text. What the bytes are beats what anybody says they are: servers and prologs are
/// often wrong, and text that is valid UTF-8 practically never is anything else.
final class Decoder {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  private static final Pattern LABEL =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';,]{1,40})", Pattern.CASE_INSENSITIVE);

  private static final Pattern PROLOG =
      Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']\\s*([^\\s\"'>]{1,40})");

  /// Labels that Java does not know.
  private static final Map<String, String> NAMES =
      Map.of(
          "latin-1", "windows-1252",
          "shift-jis", "windows-31j",
          "ks_c_5601", "x-windows-949",
          "ksc5601", "x-windows-949",
          "gb_2312-80", "gb18030",
          "x-gbk", "gb18030",
          "iso-8859-11", "x-windows-874",
          "unicode-1-1-utf-8", "UTF-8",
          "macintosh", "x-MacRoman",
          "x-mac-roman", "x-MacRoman");

  /// By Java's names.
  private static final Map<String, String> LARGER =
      Map.of(
          "ISO-8859-1", "windows-1252",
          "US-ASCII", "windows-1252",
          "ISO-8859-9", "windows-1254",
          "GB2312", "gb18030",
          "GBK", "gb18030",
          "Shift_JIS", "windows-31j",
          "EUC-KR", "x-windows-949",
          "TIS-620", "x-windows-874");

  private static final int PROLOG_BYTES = 1024;
  private static final int PATTERN_BYTES = 256;

  private final byte[] body;
  private final Repairs repairs;
  private final Optional<String> label;
  private final Optional<String> prolog;

  private Decoder(byte[] body, Optional<String> contentType, Repairs repairs) {
    this.body = body;
    this.repairs = repairs;
    this.label = contentType.flatMap(it -> first(LABEL, it));
    this.prolog =
        first(PROLOG, new String(body, 0, Math.min(body.length, PROLOG_BYTES), ISO_8859_1));
  }

  /// The text, without byte order marks at its start.
  static String decode(byte[] body, Optional<String> contentType, Repairs repairs) {
    var text = new Decoder(body, contentType, repairs).text();
    var start = 0;
    while (start < text.length() && text.charAt(start) == '\uFEFF') {
      start++;
    }
    return text.substring(start);
  }

  private String text() {
    var sure = byteOrderMark().or(this::zeroPattern);
    if (sure.isPresent()) {
      return new String(body, sure.get());
    }
    // 7-bit encodings look like ASCII: only their label tells.
    var sevenBit = label.or(() -> prolog).filter(Decoder::isSevenBit).flatMap(Decoder::charset);
    var utf8 = strictly(UTF_8);
    if (utf8.isPresent() && sevenBit.isEmpty()) {
      noteIfNot(UTF_8, utf8.get());
      return utf8.get();
    }
    return startsWith(0xEF, 0xBB, 0xBF)
        ? mostlyUtf8OrWindows(true)
        : byLabel().orElseGet(() -> mostlyUtf8OrWindows(false));
  }

  private Optional<Charset> byteOrderMark() {
    if (startsWith(0xFF, 0xFE, 0, 0)) {
      return Optional.of(UTF_32LE);
    }
    if (startsWith(0, 0, 0xFE, 0xFF)) {
      return Optional.of(UTF_32BE);
    }
    if (startsWith(0xFF, 0xFE)) {
      return Optional.of(UTF_16LE);
    }
    return startsWith(0xFE, 0xFF) ? Optional.of(UTF_16BE) : Optional.empty();
  }

  private boolean startsWith(int... bytes) {
    for (var i = 0; i < bytes.length; i++) {
      if (i >= body.length || (body[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Markup is ASCII, so in UTF-16 and UTF-32 without a mark most bytes at certain places are 0.
  private Optional<Charset> zeroPattern() {
    var zeros = new int[4];
    var length = Math.min(body.length, PATTERN_BYTES) & ~3;
    for (var i = 0; i < length; i++) {
      zeros[i & 3] += body[i] == 0 ? 1 : 0;
    }
    var many = Math.max(1, length / 4 * 2 / 3);
    var big = zeros[0] >= many && zeros[2] >= many;
    var little = zeros[1] >= many && zeros[3] >= many;
    if (zeros[0] >= many && zeros[1] >= many && zeros[2] >= many) {
      return Optional.of(UTF_32BE);
    }
    if (little && zeros[2] >= many) {
      return Optional.of(UTF_32LE);
    }
    return big ? Optional.of(UTF_16BE) : little ? Optional.of(UTF_16LE) : Optional.empty();
  }

  private Optional<String> byLabel() {
    for (var said : new Optional<?>[] {label, prolog}) {
      var text =
          said.map(Object::toString)
              .flatMap(Decoder::charset)
              .filter(it -> !it.name().startsWith("UTF-"))
              .flatMap(this::strictly);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /// One wrong byte in a UTF-8 document must not garble the rest of it: each byte that is not
  /// UTF-8 is read as windows-1252, if most are UTF-8 or it says so itself; else all are. The
  /// beginning of a character without its end is what programs leave that count bytes, and goes.
  private String mostlyUtf8OrWindows(boolean marked) {
    var out = new StringBuilder(body.length);
    var bad = mixed(out);
    var right = out.chars().filter(c -> c > 0x7F).count() - bad.single();
    if (right < bad.single() + bad.halves() && !marked) {
      repairs.note("no encoding fits; it was read as windows-1252");
      return new String(body, WINDOWS_1252);
    }
    if (bad.single() > 0) {
      repairs.note("some bytes are not UTF-8; they were read as windows-1252");
    }
    if (bad.halves() > 0) {
      repairs.note("characters that were cut in two; they were left out");
    }
    return out.toString();
  }

  /// Bytes that are not UTF-8.
  ///
  /// @param single which begin nothing
  /// @param halves of characters that begin and do not end
  private record Bad(long single, long halves) {}

  private Bad mixed(StringBuilder out) {
    var decoder = UTF_8.newDecoder();
    var in = ByteBuffer.wrap(body);
    var chunk = CharBuffer.allocate(Math.min(body.length + 1, 8192));
    var single = 0L;
    var halves = 0L;
    while (true) {
      var result = decoder.decode(in, chunk, true);
      out.append(chunk.flip());
      chunk.clear();
      if (result.isUnderflow()) {
        return new Bad(single, halves);
      }
      if (result.isMalformed()) {
        var bytes = new byte[result.length()];
        in.get(bytes);
        out.append(bytes.length == 1 ? new String(bytes, WINDOWS_1252) : "");
        single += bytes.length == 1 ? 1 : 0;
        halves += bytes.length == 1 ? 0 : bytes.length;
      }
    }
  }

  private Optional<String> strictly(Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return Optional.of(decoder.decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      // the answer to the question: it is not in this charset
      return Optional.empty();
    }
  }

  private void noteIfNot(Charset used, String text) {
    var said = prolog.or(() -> label);
    var wrong = said.flatMap(Decoder::charset).filter(it -> !it.equals(used));
    if (wrong.isPresent() && text.length() < body.length) {
      repairs.note("it says that it is in " + said.orElse("") + ", but it is in " + used);
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static boolean isSevenBit(String name) {
    return name.startsWith("iso-2022-") || name.startsWith("hz");
  }

  /// What browsers take a label to mean (WHATWG Encoding, section 4.2): the larger sets that
  /// people really use under the names of the smaller.
  private static Optional<Charset> charset(String name) {
    try {
      var named = Charset.forName(NAMES.getOrDefault(name, name));
      return Optional.of(Charset.forName(LARGER.getOrDefault(named.name(), named.name())));
    } catch (IllegalArgumentException e) {
      // unknown, or not a name at all: the next source decides
      return Optional.empty();
    }
  }
}
