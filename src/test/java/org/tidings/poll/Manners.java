// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.tidings.poll.Said.Content;
import org.tidings.poll.Said.Given;
import org.tidings.poll.Scorer.Call;
import org.tidings.poll.Scorer.Rule;

/// What one feed's servers have said to one client, and so what is allowed to it now. The numbers
/// are what the manual promises.
final class Manners {
  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// Of a document that is sent each time though it is the same.
  private static final Duration UNCONDITIONAL = Duration.ofHours(4);

  private static final int LARGE = 200_000;

  /// After so many of them a server is known to ignore its own validators.
  private static final int IN_VAIN = 10;

  /// A 304 may be looked behind after so long without a change, and then so often.
  private static final Duration STREAK = Duration.ofDays(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofDays(14);

  private Instant notBefore = Instant.MIN;
  private String because = "";
  private Optional<URI> sentOn = Optional.empty();

  /// Where the last good answer came from, and what to ask again with.
  private Optional<URI> place = Optional.empty();

  private Optional<String> domain = Optional.empty();
  private Given given = Given.NONE;
  private Duration asks = Duration.ZERO;
  private Instant changed = Instant.MAX;
  private Instant looked = Instant.MIN;
  private boolean looking;
  private boolean lies;
  private int looks;
  private int bytes;
  private int vain;
  private int failures;
  private Optional<Instant> gone = Optional.empty();
  private boolean over;

  /// Whether the client can know that it gets there: it asks directly, or was led there when the
  /// feed last answered.
  boolean knowsItLeadsTo(Call request) {
    return !isSentOn(request) || domain.filter(request.domain()::equals).isPresent();
  }

  int looks() {
    return looks;
  }

  /// What is wrong with a request.
  Map<Rule, String> asked(Call request) {
    var wrong = new EnumMap<Rule, String>(Rule.class);
    if (!isSentOn(request)) {
      looking = false;
      if (request.at().isBefore(notBefore)) {
        wrong.put(Rule.EARLY, "not before " + notBefore + ", because of " + because);
      }
      if (over) {
        wrong.put(Rule.GONE, "410 was said twice, first " + gone.orElseThrow());
      }
    }
    altered(request).ifPresent(it -> wrong.put(Rule.ALTERED, it));
    unconditional(request).ifPresent(it -> wrong.put(Rule.UNCONDITIONAL, it));
    return wrong;
  }

  private boolean isSentOn(Call request) {
    return sentOn.filter(request.uri()::equals).isPresent();
  }

  private Optional<String> altered(Call request) {
    var here = place.filter(it -> isThere(it, request)).isPresent();
    var known = here ? given : Given.NONE;
    return wrong("If-None-Match", request.ifNoneMatch(), known.etag())
        .or(() -> wrong("If-Modified-Since", request.ifModifiedSince(), known.lastModified()));
  }

  private static Optional<String> wrong(
      String name, Optional<String> sent, Optional<String> right) {
    return sent.isEmpty() || sent.equals(right)
        ? Optional.empty()
        : Optional.of("%s: %s, but given was %s".formatted(name, sent.get(), right.orElse("none")));
  }

  private Optional<String> unconditional(Call request) {
    if (!place.equals(Optional.of(request.uri())) || !given.binds()) {
      return Optional.empty();
    }
    if (!request.conditional() && mayLook(request.at())) {
      looking = true;
      looked = request.at();
      looks++;
      return Optional.empty();
    }
    var withoutTag = given.etag().isPresent() && request.ifNoneMatch().isEmpty();
    var withoutDate =
        given.isRealDate()
            && given.lastModified().isPresent()
            && request.ifModifiedSince().isEmpty();
    return withoutTag || withoutDate
        ? Optional.of("though given were %s %s".formatted(given.etag(), given.lastModified()))
        : Optional.empty();
  }

  private boolean mayLook(Instant now) {
    return lies
        || (!changed.equals(Instant.MAX)
            && !now.isBefore(changed.plus(STREAK))
            && (looked.equals(Instant.MIN) || !now.isBefore(looked.plus(BETWEEN_LOOKS))));
  }

  void answered(Call request, Instant at, Said said) {
    sentOn = said.to();
    if (said.to().isPresent()) {
      return;
    }
    if (said.status() == 200 && said.content() != Content.BROKEN) {
      read(request, at, said);
    } else if (said.status() == 304) {
      unchanged(request, at, said);
    } else {
      failed(at, said);
    }
  }

  private void read(Call request, Instant at, Said said) {
    if (said.content() == Content.CUT_OFF) {
      vain = 0;
    } else if (said.content() == Content.NEW) {
      lies |= looking && !changed.equals(Instant.MAX);
      changed = at;
      vain = 0;
    } else {
      vain++;
    }
    given = said.content() == Content.CUT_OFF ? Given.NONE : said.validators();
    bytes = said.bytes();
    asks = said.pause();
    good(request, at);
  }

  private void unchanged(Call request, Instant at, Said said) {
    var newer = said.validators();
    given =
        new Given(
            newer.etag().or(given::etag),
            newer.lastModified().or(given::lastModified),
            newer.lastModified().isPresent() ? newer.isRealDate() : given.isRealDate());
    vain = 0;
    asks = said.pause();
    good(request, at);
  }

  private void good(Call request, Instant at) {
    place = Optional.of(request.uri());
    domain = Optional.of(request.domain());
    failures = 0;
    gone = Optional.empty();
    var asked = shorter(asks, DAY);
    var costly = lies || !given.binds() || vain >= IN_VAIN;
    var cost = !costly ? Duration.ZERO : bytes > LARGE ? DAY : UNCONDITIONAL;
    wait(at, SHORTEST, "good manners");
    waitAtLeast(at, asked, "what the feed asks for");
    waitAtLeast(at, cost, "the cost of an unconditional answer");
  }

  private void failed(Instant at, Said said) {
    failures++;
    vain = 0;
    if (said.content() == Content.BROKEN) {
      given = Given.NONE;
    }
    var doubled = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 12));
    wait(at, shorter(doubled, DAY), failures + " failures, the last: " + said.status());
    switch (said.status()) {
      case 401, 402, 403, 406, 407, 451 -> waitAtLeast(at, DAY, "a refusal");
      case 429 -> waitAtLeast(at, HOUR, "429");
      case 410 -> gone(at);
      default -> {}
    }
    said.rest().ifPresent(it -> waitAtLeast(at, Duration.between(at, it), "Retry-After"));
  }

  private void gone(Instant at) {
    var first = gone.orElse(at);
    gone = Optional.of(first);
    over = !at.isBefore(first.plus(DAY));
    waitAtLeast(at, Duration.between(at, first.plus(DAY)), "410");
  }

  private void wait(Instant at, Duration wait, String why) {
    notBefore = at.plus(wait);
    because = why;
  }

  private void waitAtLeast(Instant at, Duration wait, String why) {
    if (at.plus(wait).isAfter(notBefore)) {
      wait(at, wait, why);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// Whoever is sent on within a site may think that it is the same page.
  private boolean isThere(URI place, Call request) {
    return place.equals(request.uri()) || (isSentOn(request) && isSameSite(place, request.uri()));
  }

  private static boolean isSameSite(URI one, URI other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(URI uri) {
    return uri.getHost().replaceFirst("^www\\.", "");
  }
}
