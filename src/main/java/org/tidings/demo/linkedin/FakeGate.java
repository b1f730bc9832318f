// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tidings.demo.FakeCall;

/// What every request to [FakeLinkedIn]'s interface must pass; answers those that don't.
final class FakeGate {
  static final String MEMBER = "urn:li:person:aB3xYz";
  static final String PAGE = "urn:li:organization:123";

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

  /// A version ends in the second half of the same month a year later; the newest is of last month.
  private static final int LIVE_MONTHS = 11;

  private final FakeGrants grants;
  private final InstantSource clock;
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  FakeGate(FakeGrants grants, InstantSource clock) {
    this.grants = grants;
    this.clock = clock;
  }

  void end(Collection<String> versions) {
    ended.addAll(versions);
  }

  boolean versioned(FakeCall call) throws IOException {
    var version = call.field("LinkedIn-Version");
    if (version.isEmpty()) {
      refuse(call, new FakeRefusal(400, "VERSION_MISSING", "A version must be present"));
    } else if (!live(version)) {
      var words = "Requested version " + version + " is not active";
      refuse(call, new FakeRefusal(426, "NONEXISTENT_VERSION", words));
    } else if (!call.field("X-Restli-Protocol-Version").equals("2.0.0")) {
      refuse(call, new FakeRefusal(400, "ILLEGAL_ARGUMENT", "Invalid protocol version"));
    } else {
      return true;
    }
    return false;
  }

  private boolean live(String version) {
    try {
      var month = YearMonth.parse(version, MONTH);
      var now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
      return !ended.contains(version)
          && month.isBefore(now)
          && !month.isBefore(now.minusMonths(LIVE_MONTHS));
    } catch (DateTimeException _) {
      return false;
    }
  }

  boolean mayPostAs(FakeCall call, String author, String permission) throws IOException {
    var scope = author.equals(PAGE) ? "w_organization_social" : "w_member_social";
    if (!allowed(call, scope)) {
      return false;
    }
    if (author.equals(PAGE) || author.equals(MEMBER)) {
      return true;
    }
    refuse(call, denied(permission));
    return false;
  }

  boolean allowed(FakeCall call, String scope) throws IOException {
    var scopes = grants.scopes(call.field("Authorization"));
    if (scopes.isEmpty()) {
      refuse(call, new FakeRefusal(401, "INVALID_ACCESS_TOKEN", "Invalid access token"));
    } else if (!scopes.get().contains(scope)) {
      refuse(call, denied(scope));
    } else {
      return true;
    }
    return false;
  }

  private static FakeRefusal denied(String permission) {
    return new FakeRefusal(403, "ACCESS_DENIED", "Not enough permissions to access: " + permission);
  }

  static void refuse(FakeCall call, FakeRefusal why) throws IOException {
    call.json(why.status(), why.json());
  }
}
