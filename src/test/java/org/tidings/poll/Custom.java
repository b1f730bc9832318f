// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.tidings.poll.Said.Given;

/// How a server marks the state of a document, and whether it keeps to it.
enum Custom {
  BOTH,
  ETAG_ONLY,
  DATE_ONLY,
  WEAK,
  /// Without quotes, as many scripts write it.
  BARE,
  SINGLE_QUOTES,
  /// Apache, of a compressed answer.
  GZIP,
  LONG_DATE,
  ASCTIME,
  /// No form of HTTP's.
  ISO_DATE,
  /// A real ETag beside a date that is none.
  YEAR_1970,
  /// Nothing but a date that is none.
  ONLY_1970,
  NONE,
  /// Sends validators, and then the document each time.
  IGNORES,
  /// Another ETag with each answer, though the document is the same.
  RESTLESS,
  /// 304 for ever, whatever is new.
  STUCK;

  private static final DateTimeFormatter IMF = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
  private static final DateTimeFormatter RFC850 = form("EEEE, dd-MMM-uu HH:mm:ss 'GMT'");
  private static final DateTimeFormatter C_TIME = form("EEE MMM ppd HH:mm:ss uuuu");
  private static final DateTimeFormatter ISO = form("uuuu-MM-dd HH:mm:ss");

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  static String imf(Instant at) {
    return IMF.format(at);
  }

  static String rfc850(Instant at) {
    return RFC850.format(at);
  }

  static String asctime(Instant at) {
    return C_TIME.format(at);
  }

  /// @param version of the document
  /// @param answers how many the server has sent
  Given given(int version, Instant edited, long answers) {
    var is1970 = this == YEAR_1970 || this == ONLY_1970;
    return new Given(etag(version, answers), date(edited), !is1970);
  }

  private Optional<String> etag(int version, long answers) {
    var mark = "v" + version;
    return switch (this) {
      case DATE_ONLY, LONG_DATE, ASCTIME, ISO_DATE, ONLY_1970, NONE -> Optional.empty();
      case WEAK -> Optional.of("W/\"" + mark + "\"");
      case BARE -> Optional.of(mark);
      case SINGLE_QUOTES -> Optional.of("'" + mark + "'");
      case GZIP -> Optional.of("\"" + mark + "-gzip\"");
      case RESTLESS -> Optional.of("\"" + mark + "-" + answers + "\"");
      case BOTH, ETAG_ONLY, YEAR_1970, IGNORES, STUCK -> Optional.of("\"" + mark + "\"");
    };
  }

  private Optional<String> date(Instant edited) {
    return switch (this) {
      case ETAG_ONLY, RESTLESS, NONE, BARE -> Optional.empty();
      case LONG_DATE -> Optional.of(rfc850(edited));
      case ASCTIME -> Optional.of(asctime(edited));
      case ISO_DATE -> Optional.of(ISO.format(edited));
      case YEAR_1970, ONLY_1970 -> Optional.of("Thu, 01 Jan 1970 00:00:00 GMT");
      case BOTH, DATE_ONLY, WEAK, SINGLE_QUOTES, GZIP, IGNORES, STUCK -> Optional.of(imf(edited));
    };
  }

  /// Whether it answers 304 (RFC 9110 section 13.2.2: the ETag decides, if one is sent).
  boolean has(Given now, Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
    return switch (this) {
      case NONE, IGNORES, RESTLESS -> false;
      case STUCK -> ifNoneMatch.isPresent() || ifModifiedSince.isPresent();
      default ->
          ifNoneMatch.isPresent()
              ? ifNoneMatch.equals(now.etag())
              : ifModifiedSince.isPresent() && ifModifiedSince.equals(now.lastModified());
    };
  }
}
