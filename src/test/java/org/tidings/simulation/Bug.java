// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import static org.tidings.simulation.Broken.COPIED;
import static org.tidings.simulation.Broken.DAMAGED;
import static org.tidings.simulation.Broken.ILLEGAL;
import static org.tidings.simulation.Broken.LOST;
import static org.tidings.simulation.Broken.NO_INTENT;
import static org.tidings.simulation.Broken.OTHER_BYTES;
import static org.tidings.simulation.Broken.OTHER_KEY;
import static org.tidings.simulation.Broken.OVER_ASKED;
import static org.tidings.simulation.Broken.PHANTOM;
import static org.tidings.simulation.Broken.RESTLESS;
import static org.tidings.simulation.Broken.UNRECORDED;
import static org.tidings.simulation.Broken.UNSETTLED;

import java.util.Set;

/// Mistakes that engines like ours are known for. A harness that does not find them proves nothing;
/// neither does one that finds them for a reason that is not theirs.
enum Bug {
  /// The engine as it is.
  NONE(Kind.NONE, new Mistake()),

  /// The request leaves before the intent is on the disk.
  SENDS_BEFORE_INTENT(Kind.NONE, new ChannelMistakes.SendsWhilePreparing(), COPIED, NO_INTENT),

  /// What was being sent when the process died is simply sent again.
  READY_AT_START(Kind.READ_BACK, new StateMistakes.ReadyAtStart(), COPIED, ILLEGAL),

  /// The feed's validators are stored before its articles. Then a 304 hides them; also those that
  /// an older copy of the database has to learn are out.
  VALIDATORS_FIRST(Kind.RECORD_KEY, new StateMistakes.ValidatorsFirst(), LOST, COPIED),

  /// Commits are not synced: a power failure undoes the last of them.
  UNSYNCED(Kind.NONE, new StateMistakes.Unsynced(), COPIED, NO_INTENT, ILLEGAL, DAMAGED),

  /// A time-out is taken for a failure where nothing can be proved.
  RESENDS_AFTER_TIMEOUT(Kind.NONE, new ChannelMistakes.TimeoutIsFailure(), COPIED),

  /// Each attempt has an idempotency key of its own.
  NEW_KEY_EACH_TIME(Kind.KEY, new ChannelMistakes.OtherKeys(), OTHER_KEY, COPIED),

  /// The record's key is made when it is sent, not when it is intended.
  RECORD_KEY_AT_SEND(Kind.RECORD_KEY, new ChannelMistakes.OtherKeys(), OTHER_KEY, COPIED),

  /// An ending that comes late is taken for the present attempt's.
  NO_FENCE(Kind.KEY, new StateMistakes.NoFence(), COPIED, ILLEGAL, UNRECORDED),

  /// One article, two deliveries to one channel.
  NO_UNIQUE_DELIVERY(Kind.NONE, new StateMistakes.TwoDeliveries(), OTHER_KEY, COPIED),

  /// A good answer without an id is taken for a failure.
  NO_ID_IS_FAILURE(Kind.NONE, new ChannelMistakes.NoIdIsFailure(), COPIED),

  /// Evidence that comes after the attempt has ended is thrown away.
  LATE_EVIDENCE_DROPPED(Kind.NONE, new StateMistakes.LateEvidenceDropped(), UNRECORDED, RESTLESS),

  /// Two looks follow each other at once.
  NO_SETTLING(Kind.READ_BACK, new StateMistakes.NoSettling(), COPIED),

  /// The key is trusted after the server forgot it.
  TRUSTS_OLD_KEYS(Kind.KEY, new ChannelMistakes.TrustsOldKeys(), COPIED),

  /// The post pays for the account's trouble, until it expires.
  ACCOUNT_CHARGED_TO_POST(Kind.RECORD_KEY, new StateMistakes.ChargedToPost(), LOST),

  /// Articles are known by their guid alone.
  GUID_ALONE(Kind.RECORD_KEY, new StateMistakes.GuidAlone(), COPIED, Broken.OLD),

  /// Nobody notices that an old copy of the database was put back.
  TRUSTS_RESTORED_STATE(Kind.NONE, new StateMistakes.TrustsRestoredState(), COPIED),

  /// The refusal of a duplicate is a refusal, also where an earlier answer was lost.
  DUPLICATE_IS_REFUSAL(Kind.REFUSAL, new ChannelMistakes.DuplicateIsRefusal(), UNRECORDED),

  /// The post is rendered anew for each attempt.
  RENDERS_EACH_TIME(
      Kind.READ_BACK_AND_REFUSAL, new ChannelMistakes.RendersEachTime(), OTHER_BYTES, COPIED),

  /// Pauses are measured by a clock that somebody may set.
  TRUSTS_THE_WALL_CLOCK(
      Kind.READ_BACK, new StateMistakes.TrustsWallClock(), COPIED, LOST, UNSETTLED),

  /// What was kept beside a database that could not be written is not read at the start.
  FORGETS_THE_RESCUED(
      Kind.NONE, new StateMistakes.ForgetsTheRescued(), UNRECORDED, OVER_ASKED, PHANTOM);

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // has no state
  private final Mistake mistake;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is
  private final Set<Broken> breaks;

  Bug(Kind kind, Mistake mistake, Broken... breaks) {
    this.kind = kind;
    this.mistake = mistake;
    this.breaks = Set.of(breaks);
  }

  /// A class of channel on which it must show.
  Kind kind() {
    return kind;
  }

  Mistake mistake() {
    return mistake;
  }

  /// What it is expected to break, and nothing else counts as finding it.
  Set<Broken> breaks() {
    return breaks;
  }
}
