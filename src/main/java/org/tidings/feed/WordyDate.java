// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A date with a month's name in it: RFC 822, RFC 850, asctime, and what people write. Read word by
/// word, so that order, weekday, commas and languages do not matter.
final class WordyDate {
  private static final Pattern WORD =
      Pattern.compile(
          "\\d{1,2}:\\d{2}(?::\\d{2})?(?:[.,]\\d+)?|[+-]\\d{1,2}:?\\d{2}|\\d+|[\\p{L}\\p{M}]+");

  /// January to December in English, German, French, Spanish, Italian, Portuguese, Dutch and
  /// Polish, without accents, cut to what tells them apart.
  private static final String[] MONTHS = {
    "jan januari january januar janvier enero ene gennaio gen janeiro styczen stycznia sty jaenner",
    "feb february februar fevrier fev fevr febrero febbraio fevereiro februari luty lutego",
    "mar march marz maerz mars marzo marco maart mrt marzec marca mrz",
    "apr april avril avr abril abr aprile kwiecien kwietnia kwi",
    "may mai mayo maggio mag maio mei maj maja",
    "jun june juni juin junio giugno giu junho czerwiec czerwca cze",
    "jul july juli juillet juil julio luglio lug julho lipiec lipca lip",
    "aug august aout aou agosto ago augustus sierpien sierpnia sie",
    "sep sept september septembre septiembre set settembre setembro wrzesien wrzesnia wrz",
    "oct october oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz",
    "nov november novembre noviembre novembro listopad listopada lis",
    "dec december dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru",
  };

  /// Minutes east of UTC. RFC 822 has the American ones; IST is India's, by far the most written.
  private static final String ZONES =
      "est -300 edt -240 cst -360 cdt -300 mst -420 mdt -360 pst -480 pdt -420 akst -540 akdt -480"
          + " hst -600 ast -240 adt -180 nst -210 brt -180 art -180 clt -240 bst 60 cet 60 cest 120"
          + " met 60 mest 120 mez 60 mesz 120 eet 120 eest 180 msk 180 trt 180 sast 120 wat 60 eat"
          + " 180 gst 240 pkt 300 ist 330 npt 345 ict 420 wib 420 sgt 480 hkt 480 awst 480 pht 480"
          + " jst 540 kst 540 acst 570 acdt 630 aest 600 aedt 660 nzst 720 nzdt 780";

  private static final Map<String, Integer> MONTH = months();
  private static final Map<String, Integer> ZONE = zones();

  private int day;
  private int month;
  private int year = -1;
  private int hour = -1;
  private int minute;
  private int second;
  private ZoneOffset zone = ZoneOffset.UTC;

  private WordyDate() {}

  /// The instant; absent if a part is missing. May throw [java.time.DateTimeException].
  static Optional<Instant> read(String text) {
    var date = new WordyDate();
    var words = WORD.matcher(text);
    while (words.find()) {
      date.take(words.group());
    }
    return date.instant();
  }

  /// The zone that a name such as `EST` means.
  static Optional<ZoneOffset> zone(String name) {
    return Optional.ofNullable(ZONE.get(plain(name.strip())))
        .map(minutes -> ZoneOffset.ofTotalSeconds(60 * minutes));
  }

  private Optional<Instant> instant() {
    if (day == 0 || month == 0 || year < 0) {
      return Optional.empty();
    }
    var date = LocalDate.of(year, month, day);
    return Optional.of(Dates.at(date, Math.max(0, hour), minute, second, zone));
  }

  private void take(String word) {
    var first = word.charAt(0);
    if (word.indexOf(':') > 0 && Character.isDigit(first)) {
      takeTime(word.split("[.,]", 2)[0].split(":", -1));
    } else if (first == '+' || first == '-') {
      takeOffset(word);
    } else if (Character.isDigit(first)) {
      takeNumber(word);
    } else {
      takeName(plain(word));
    }
  }

  private void takeTime(String[] fields) {
    hour = Integer.parseInt(fields[0]);
    minute = Integer.parseInt(fields[1]);
    second = fields.length > 2 ? Integer.parseInt(fields[2]) : 0;
  }

  /// Only behind a time: in "02-Jan-2006" a hyphen is no sign, and "GMT-4" is behind one.
  private void takeOffset(String word) {
    if (hour >= 0) {
      zone = Dates.zone(word);
    } else {
      takeNumber(word.substring(1).replace(":", ""));
    }
  }

  private void takeNumber(String digits) {
    if (digits.length() == 4 && year < 0) {
      year = Integer.parseInt(digits);
    } else if (digits.length() <= 2 && day == 0) {
      day = Integer.parseInt(digits);
    } else if (digits.length() == 2 && year < 0) {
      // RFC 2822 section 4.3 turns at 50; feeds began in 1997
      var two = Integer.parseInt(digits);
      year = two < 90 ? 2000 + two : 1900 + two;
    }
  }

  private void takeName(String name) {
    if (MONTH.containsKey(name) && month == 0) {
      month = MONTH.getOrDefault(name, 0);
    } else if (hour >= 0 && zone(name).isPresent()) {
      zone = zone(name).orElse(zone);
    } else if (name.equals("pm") && hour >= 1 && hour < 12) {
      hour += 12;
    } else if (name.equals("am") && hour == 12) {
      hour = 0;
    }
  }

  private static String plain(String word) {
    var bare = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    return bare.replaceAll("\\p{M}", "");
  }

  private static Map<String, Integer> months() {
    var all = new HashMap<String, Integer>();
    for (var i = 0; i < MONTHS.length; i++) {
      for (var name : MONTHS[i].split(" ", -1)) {
        all.put(name, i + 1);
      }
    }
    return Map.copyOf(all);
  }

  private static Map<String, Integer> zones() {
    var all = new HashMap<String, Integer>();
    var words = ZONES.split(" ", -1);
    for (var i = 0; i < words.length; i += 2) {
      all.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return Map.copyOf(all);
  }
}
