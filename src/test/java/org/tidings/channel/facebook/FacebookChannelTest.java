// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Sighting;
import org.tidings.demo.FakeFault;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.post.Post;
import org.tidings.secret.Secret;

/// Publishing to a Page that counts, refuses and forgets.
class FacebookChannelTest {
  private static final Post POST = Site.post("How we moved", "https://blog.example/a");
  private static final DeliveryKey OTHER = new DeliveryKey("other", KEY.madeAt(), 1);

  private final Site site = new Site().login();
  private final FakeFacebook facebook = site.facebook();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void at_eighty_percent_nothing_new_is_begun_for_a_quarter_of_an_hour() {
    var begun = payload(POST);
    facebook.usage(80, 0);
    assertThat(publish(begun, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(prepared(POST))
        .isEqualTo(
            new Preparation.NotReady(
                new Outcome.Deferred(
                    "Facebook counts 80 % of the calls that it allows",
                    Optional.of(Duration.ofMinutes(15)))));
    assertThat(publish(begun, OTHER))
        .as("what is begun goes on")
        .isInstanceOf(Outcome.Published.class);
    site.clock().advance(Duration.ofMinutes(15));
    assertThat(prepared(POST)).isInstanceOf(Preparation.Ready.class);
  }

  @Test
  void at_a_hundred_percent_nothing_is_asked_as_long_as_meta_says() {
    var begun = payload(POST);
    facebook.usage(100, 42);
    assertThat(publish(begun, KEY))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            it -> assertThat(it.retryAfter()).hasValue(Duration.ofMinutes(42)));
    facebook.usage(0, 0);
    site.clock().advance(Duration.ofMinutes(2));
    var left = Optional.of(Duration.ofMinutes(40));
    assertThat(publish(begun, KEY))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class, it -> assertThat(it.retryAfter()).isEqualTo(left));
    assertThat(site.channel().find(begun, KEY, NOW))
        .isInstanceOfSatisfying(
            Sighting.NotLooked.class, it -> assertThat(it.retryAfter()).isEqualTo(left));
    assertThat(prepared(POST)).isInstanceOf(Preparation.NotReady.class);
    assertThat(facebook.posts()).isEmpty();
    site.clock().advance(Duration.ofMinutes(40));
    assertThat(publish(begun, KEY)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_page_that_is_blocked_rests_for_a_day() {
    var begun = payload(POST);
    facebook.fail(refusal(368, 0, "The action attempted has been deemed abusive"));
    assertThat(publish(begun, KEY)).isInstanceOf(Outcome.Rejected.class);
    assertThat(prepared(POST))
        .isInstanceOfSatisfying(
            Preparation.NotReady.class,
            it ->
                assertThat(it.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        wait -> assertThat(wait.retryAfter()).hasValue(Duration.ofHours(24))));
  }

  @Test
  void a_page_behind_the_link_that_cant_be_read_is_tried_thrice_more_then_the_card_goes() {
    facebook.unreadableLinks(true);
    var begun = payload(POST);
    for (var again = 0; again < 3; again++) {
      assertThat(publish(begun, KEY))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              it -> assertThat(it.retryAfter()).hasValue(Duration.ofMinutes(5)));
    }
    assertThat(publish(begun, KEY)).isInstanceOf(Outcome.Stale.class);
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(facebook.posts())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.text()).isEqualTo("How we moved\n\nhttps://blog.example/a");
              assertThat(it.link()).isEmpty();
            });
    assertThat(site.keyring().get("card-" + KEY.idempotency())).isEmpty();
  }

  @Test
  void a_blog_that_is_up_again_keeps_its_card() {
    var begun = payload(POST);
    facebook.unreadableLinks(true);
    publish(begun, KEY);
    facebook.unreadableLinks(false);
    assertThat(publish(begun, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(facebook.posts().getFirst().link()).isPresent();
  }

  @Test
  void a_duplicate_that_is_seen_is_published() {
    facebook.refuseDuplicates(true);
    var begun = payload(POST);
    facebook.fail(new FakeFault.LoseAnswer());
    assertThat(publish(begun, KEY)).isInstanceOf(Outcome.Unknown.class);
    assertThat(publish(begun, KEY))
        .isInstanceOfSatisfying(
            Outcome.AlreadyPublished.class,
            it -> assertThat(it.receipt().remoteId()).isEqualTo(facebook.posts().getFirst().id()));
  }

  /// It may be another's of long ago: what that means is not the channel's to decide.
  @Test
  void a_duplicate_that_is_not_seen_is_a_duplicate() {
    facebook.fail(refusal(506, 0, "Duplicate status message"));
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Duplicate.class);
    facebook.fail(refusal(368, 0, "It looks like you already posted this."));
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Duplicate.class);
  }

  @Test
  void the_proof_is_what_an_app_that_insists_on_it_wants() {
    facebook.requireProof(true);
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(site.channel().find(payload(POST), KEY, NOW)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_proof_by_the_wrong_secret_pauses() {
    new Access(Secret.of(facebook.pageToken()), Optional.of(Secret.of("another")), Optional.empty())
        .store(site.keyring(), facebook.address().getAuthority());
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Misconfigured.class);
  }

  @Test
  void without_an_app_secret_there_is_no_proof() {
    new Access(Secret.of(facebook.pageToken()), Optional.empty(), Optional.empty())
        .store(site.keyring(), facebook.address().getAuthority());
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Published.class);
    facebook.requireProof(true);
    assertThat(publish(payload(POST), KEY)).isInstanceOf(Outcome.Misconfigured.class);
  }

  @Test
  void an_access_is_shown_to_no_other_host() {
    new Access(Secret.of(facebook.pageToken()), Optional.empty(), Optional.empty())
        .store(site.keyring(), "graph.facebook.com");
    var outcome = publish(new Payload("message=a", ""), KEY);
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Unauthorized(
                "the stored credential came from graph.facebook.com and is not shown to %s;"
                        .formatted(facebook.address().getAuthority())
                    + " connect the account again"));
    assertThat(facebook.posts()).isEmpty();
  }

  @Test
  void nothing_is_published_without_a_token() {
    site.keyring().remove("token");
    assertThat(prepared(POST))
        .isInstanceOfSatisfying(
            Preparation.NotReady.class,
            it -> assertThat(it.outcome()).isInstanceOf(Outcome.Unauthorized.class));
    assertThat(publish(new Payload("message=a", ""), KEY)).isInstanceOf(Outcome.Unauthorized.class);
    assertThat(site.channel().find(new Payload("message=a", ""), KEY, NOW))
        .isInstanceOf(Sighting.NotLooked.class);
  }

  @Test
  void what_became_of_the_token_is_told() {
    facebook.revokeTokens(460);
    assertThat(publish(new Payload("message=a", ""), KEY))
        .isEqualTo(
            new Outcome.Unauthorized(
                "HTTP 400, code 190/460: (#190) Error validating access token"
                    + " (the password was changed)"));
  }

  /// Meta lists new posts late: at 15 s and 60 s nothing is proved yet.
  @Test
  void what_is_not_listed_too_early_is_not_absent() {
    var begun = payload(POST);
    facebook.fail(new FakeFault.LoseRequest());
    publish(begun, KEY);
    assertThat(waits(begun, Duration.ofSeconds(15))).hasValue(Duration.ofSeconds(45));
    assertThat(waits(begun, Duration.ofSeconds(45))).hasValue(Duration.ofMinutes(4));
    assertThat(waits(begun, Duration.ofSeconds(239))).hasValue(Duration.ofSeconds(1));
    assertThat(waits(begun, Duration.ofSeconds(1))).isEmpty();
    facebook.fail(new FakeFault.LoseRequest());
    publish(begun, KEY);
    assertThat(waits(begun, Duration.ofSeconds(15)))
        .as("a second request starts the clock anew")
        .hasValue(Duration.ofSeconds(45));
  }

  @Test
  void the_wait_for_the_list_is_the_owners_to_choose() {
    site.with("listed_after = \"20s\"");
    var begun = payload(POST);
    assertThat(waits(begun, Duration.ofSeconds(15))).hasValue(Duration.ofSeconds(5));
    assertThat(waits(begun, Duration.ofSeconds(5))).isEmpty();
  }

  private Optional<Duration> waits(Payload payload, Duration later) {
    site.clock().advance(later);
    return switch (site.channel().find(payload, KEY, NOW)) {
      case Sighting.NotLooked(_, var wait) -> wait;
      case Sighting.Absent _ -> Optional.empty();
      case Sighting.Found it -> throw new AssertionError(it);
    };
  }

  private Outcome publish(Payload payload, DeliveryKey key) {
    return site.channel().publish(payload, key);
  }

  private Preparation prepared(Post post) {
    return site.channel().prepare(post, KEY);
  }

  private Payload payload(Post post) {
    assertThat(prepared(post)).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepared(post)).payload();
  }

  private static FakeFault refusal(int code, int subcode, String message) {
    var body =
        "{\"error\":{\"code\":%d,\"error_subcode\":%d,\"message\":\"%s\"}}"
            .formatted(code, subcode, message);
    return new FakeFault.Status(400, Map.of(), body);
  }
}
