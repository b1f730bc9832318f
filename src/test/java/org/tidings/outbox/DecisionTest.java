// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.article.ArticleId;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.outbox.AfterDuplicate.Known;

/// What follows from what, as tables: each row is one rule of the delivery protocol.
///
/// A delivery is written as its counters: `doubts` requests whose answer was lost, `looks` in a
/// row that did not find it, `failures`, `crashes` and `stales` in a row; `bare` has no payload;
/// `old` was first sent ten hours ago, when no server remembers a key; `fresh` was sent this very
/// second; `dead` is past its lifetime. Of words that are refused as a duplicate, another delivery
/// may be the `holder`, or have the same (`namesake`); `missed` was refused before and looked for
/// in vain.
class DecisionTest {
  private static final Instant NOW = OutboxFixture.START;
  private static final Receipt RECEIPT =
      new Receipt("1", Optional.of(URI.create("https://fake.example/1")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # outcome       | proofs             | delivery          | next
          published       | none               |                   | Published
          already         | key                |                   | Published
          already         | none               | doubts=1          | Published
          duplicate       | refusal            |                   | Rejected
          duplicate       | refusal            | doubts=1          | Published
          duplicate       | none               | doubts=1          | Published
          duplicate named | refusal            | doubts=1          | Published
          duplicate named | read               | doubts=1 namesake | Look in 15 s
          duplicate named | refusal            | doubts=1 namesake | AskOwner
          duplicate named | read               | doubts=1 holder   | Rejected
          duplicate       | refusal            | doubts=1 namesake | AskOwner
          duplicate       | read               | doubts=1 namesake | Look in 15 s
          duplicate       | read               | doubts=1 namesake missed | Rejected
          duplicate       | read               | doubts=1 missed   | Published
          rejected        | none               |                   | Rejected
          rejected        | read               | doubts=1          | Rejected
          unauthorized    | none               |                   | BackInLine
          unauthorized    | none               | doubts=1          | BackInLine
          unauthorized    | read               | doubts=1          | Look in 0 s
          unauthorized    | read               | doubts=1 bare     | BackInLine
          misconfigured   | read               |                   | BackInLine
          misconfigured   | key                | doubts=1          | Look in 0 s
          deferred        | none               |                   | Wait
          deferred        | read               | doubts=2 bare     | Wait
          deferred        | refusal            | doubts=1          | Look
          deferred 1000 s | none               |                   | Wait over 1000 s
          deferred 1000 s | read               | doubts=1          | Look over 1000 s
          stale           | none               |                   | Wait again
          stale           | none               | stales=1          | Wait again
          stale           | none               | stales=2          | Hold
          stale           | read               | stales=2 doubts=1 | Hold
          stale           | read               | doubts=1          | Look in 0 s
          unknown         | record             |                   | Look in 15 s
          unknown         | read               |                   | Look in 15 s
          unknown         | key                |                   | Look in 15 s
          unknown         | refusal            |                   | Look in 15 s
          unknown         | none               |                   | AskOwner
          unknown         | none resend        |                   | Wait
          unknown         | none resend        | crashes=2         | Wait
          unknown         | none resend        | crashes=3         | AskOwner
          unknown         | none assume        |                   | Published
          unknown         | none assume        | crashes=3         | Published
          """)
  void after_an_attempt(String outcome, String proofs, @Nullable String delivery, String next) {
    var decided =
        AfterAttempt.decide(
            outcome(outcome),
            known(delivery),
            delivery(delivery),
            proofs(proofs),
            OutboxFixture.settings(onUnknown(proofs)),
            NOW,
            new SplittableRandom(1));
    check(decided, next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # sighting        | proofs             | delivery              | next
          found             | read               | doubts=1              | Published
          found             | record             | doubts=1 crashes=9    | Published
          absent            | record             | doubts=1              | Wait in 0 s
          absent            | record             | doubts=1 stales=1     | Wait again
          absent            | record             | doubts=1 crashes=2    | Wait in 0 s
          absent            | record             | doubts=1 crashes=3    | Hold
          absent            | read               | doubts=1              | Look in 120 s
          absent            | read               | doubts=1 looks=1      | Wait in 0 s
          absent            | read               | doubts=1 looks=1 crashes=3 | Hold
          absent            | read key           | doubts=1              | Look in 120 s
          notlooked         | read               | doubts=1              | Look
          notlooked 1000 s  | read               | doubts=1              | Look over 1000 s
          notlooked         | read               | doubts=1 dead         | AskOwner
          notlooked         | record             | doubts=1              | Look
          notlooked         | read key           | doubts=1              | Wait in 0 s
          notlooked         | read key           | doubts=1 fresh        | Look
          notlooked         | read key           | doubts=1 old          | Look
          notlooked         | read key           | doubts=1 dead         | AskOwner
          notlooked         | read key           | doubts=1 crashes=3    | Look
          notlooked         | read key           | doubts=1 crashes=3 failures=3 | Look
          notlooked         | read key           | doubts=1 crashes=3 failures=4 | AskOwner
          notlooked         | read               | doubts=1 crashes=3 failures=4 | AskOwner
          notlooked         | record             | doubts=1 crashes=3 failures=4 | AskOwner
          notlooked         | read               | doubts=1 crashes=2 failures=9 | Look
          notlooked         | read refusal       | doubts=1              | Wait in 0 s
          notlooked         | read refusal       | doubts=2              | Look
          none              | key                | doubts=1              | Wait in 0 s
          none              | key                | doubts=1 fresh        | Look in 120 s
          none              | key                | doubts=1 old          | AskOwner
          none              | key                | doubts=5              | Wait in 0 s
          none              | key                | doubts=1 crashes=3    | AskOwner
          none              | key resend         | doubts=1 old          | Wait
          none              | key assume         | doubts=1 old          | Published
          none              | refusal            | doubts=1              | Wait in 0 s
          none              | refusal            | doubts=2              | AskOwner
          none              | refusal            | doubts=1 old          | AskOwner
          none              | none               | doubts=1              | AskOwner
          """)
  void after_a_look(String sighting, String proofs, String delivery, String next) {
    var decided =
        AfterLook.decide(
            sighting(sighting),
            delivery(delivery),
            proofs(proofs),
            OutboxFixture.settings(onUnknown(proofs)),
            NOW,
            new SplittableRandom(1));
    check(decided, next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # proofs     | delivery         | may be repeated
          none         | doubts=1         | true
          record       | doubts=1 old     | true
          read         | doubts=1         | false
          read         | doubts=1 looks=1 | false
          read         | doubts=1 looks=2 | true
          key          | doubts=1         | true
          key          | doubts=1 old     | false
          refusal      | doubts=1         | true
          refusal      | doubts=2         | false
          read refusal | doubts=2 looks=2 | true
          key resend   | doubts=1 old     | true
          key assume   | doubts=1 old     | false
          read resend  | doubts=1         | false
          """)
  void before_a_repeat(String proofs, String delivery, boolean allowed) {
    assertThat(
            AfterLook.mayRepeat(
                delivery(delivery), proofs(proofs), OutboxFixture.settings(onUnknown(proofs)), NOW))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # proofs     | delivery             | its lifetime is over
          record       | doubts=1             | LOOK
          record       | doubts=1 looks=1     | EXPIRE
          read         | doubts=1 looks=1     | LOOK
          read         | doubts=1 looks=2     | EXPIRE
          read key     | doubts=1             | LOOK
          key          | doubts=1             | REPEAT
          key          | doubts=1 old         | LOOK
          key resend   | doubts=1 old         | EXPIRE
          refusal      | doubts=1             | REPEAT
          refusal      | doubts=2             | LOOK
          none         | doubts=1             | LOOK
          none assume  | doubts=1             | LOOK
          none resend  | doubts=1             | EXPIRE
          """)
  void in_line_after_its_lifetime(String proofs, String delivery, AfterLook.Late late) {
    assertThat(
            AfterLook.late(
                delivery(delivery), proofs(proofs), OutboxFixture.settings(onUnknown(proofs)), NOW))
        .isEqualTo(late);
  }

  private static void check(Next next, String expected) {
    var words = words(expected);
    assertThat(next.getClass().getSimpleName()).isEqualTo(words.getFirst());
    var wait =
        switch (next) {
          case Next.Wait(var until, _, _) -> Duration.between(NOW, until);
          case Next.Look(var at, _) -> Duration.between(NOW, at);
          case Next.Published _, Next.Rejected _, Next.BackInLine _, Next.AskOwner _, Next.Hold _ ->
              Duration.ZERO;
        };
    assertThat(wait).isGreaterThanOrEqualTo(Duration.ZERO);
    if (words.contains("in")) {
      assertThat(wait).isEqualTo(seconds(expected));
    }
    if (words.contains("over")) {
      assertThat(wait).isGreaterThanOrEqualTo(seconds(expected));
    }
    if (next instanceof Next.Wait(_, _, var again)) {
      assertThat(again).isEqualTo(words.contains("again"));
    }
  }

  private static Outcome outcome(String text) {
    return switch (words(text).getFirst()) {
      case "published" -> new Outcome.Published(RECEIPT);
      case "already" -> new Outcome.AlreadyPublished(RECEIPT);
      case "duplicate" ->
          new Outcome.Duplicate(
              "said before",
              words(text).contains("named") ? Optional.of(RECEIPT) : Optional.empty());
      case "rejected" -> new Outcome.Rejected("rude");
      case "unauthorized" -> new Outcome.Unauthorized("revoked");
      case "misconfigured" -> new Outcome.Misconfigured("no such page");
      case "deferred" -> new Outcome.Deferred("busy", asked(text));
      case "stale" -> new Outcome.Stale("purged");
      case "unknown" -> new Outcome.Unknown("no answer");
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Optional<Sighting> sighting(String text) {
    return switch (words(text).getFirst()) {
      case "found" -> Optional.of(new Sighting.Found(RECEIPT));
      case "absent" -> Optional.of(new Sighting.Absent());
      case "notlooked" -> Optional.of(new Sighting.NotLooked("no answer", asked(text)));
      case "none" -> Optional.empty();
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static List<Proof> proofs(String text) {
    return words(text).stream()
        .<Proof>mapMulti(
            (word, proofs) -> {
              switch (word) {
                case "record" -> proofs.accept(new Proof.RecordKey());
                case "read" -> proofs.accept(new Proof.ReadBack());
                case "key" -> proofs.accept(new Proof.SameKey(Duration.ofMinutes(50)));
                case "refusal" -> proofs.accept(new Proof.DuplicateRefusal(Duration.ofHours(1)));
                default -> {}
              }
            })
        .toList();
  }

  private static OnUnknown onUnknown(String proofs) {
    if (words(proofs).contains("resend")) {
      return OnUnknown.RESEND;
    }
    return words(proofs).contains("assume") ? OnUnknown.ASSUME_SENT : OnUnknown.ASK;
  }

  private static Known known(@Nullable String text) {
    var words = text == null ? List.<String>of() : words(text);
    var other = Optional.of(new DeliveryId(2));
    return new Known(
        words.contains("holder") ? other : Optional.empty(),
        words.contains("namesake") ? other : Optional.empty(),
        words.contains("missed"));
  }

  private static Delivery delivery(@Nullable String text) {
    var words = text == null ? List.<String>of() : words(text);
    var sent = NOW.minus(words.contains("old") ? Duration.ofHours(10) : Duration.ofMinutes(10));
    return new Delivery(
        new DeliveryId(1),
        new ArticleId(1),
        new ChannelId("fake"),
        DeliveryState.SENDING,
        Optional.empty(),
        words.contains("bare") ? Optional.empty() : Optional.of(new Payload("a", "")),
        new DeliveryKey("tidings-0", NOW, 0),
        Optional.empty(),
        Duration.ofDays(3),
        words.contains("dead") ? NOW.minusSeconds(1) : NOW.plus(Duration.ofDays(3)),
        1,
        Optional.empty(),
        1,
        count(words, "failures"),
        count(words, "looks"),
        count(words, "stales"),
        count(words, "crashes"),
        count(words, "doubts"),
        Optional.of(sent),
        Optional.of(words.contains("fresh") ? NOW : sent));
  }

  private static int count(List<String> words, String name) {
    return words.stream()
        .filter(it -> it.startsWith(name + "="))
        .map(it -> Integer.parseInt(it.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private static Optional<Duration> asked(String text) {
    return words(text).contains("s") ? Optional.of(seconds(text)) : Optional.empty();
  }

  private static Duration seconds(String text) {
    return words(text).stream()
        .filter(it -> it.matches("\\d+"))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text.toLowerCase(Locale.ROOT)));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.strip().split(" +", -1));
  }
}
