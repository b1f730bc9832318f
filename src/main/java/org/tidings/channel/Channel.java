// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidings.article.Article;
import org.tidings.config.Money;
import org.tidings.post.Composer;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.post.Template;

/// One configured account. Called by one thread at a time. Keeps no clock, sleeps never, retries
/// nothing, logs nothing: it makes requests and says how they ended.
///
/// Publishing has two halves, so that a crash always finds out which one it was in:
/// [#prepare] does all that may be repeated without anybody noticing (log in, upload a picture) and
/// gives the exact bytes of the one request that may not; those are made durable; [#publish] sends
/// them. The same bytes and the same key go out on every attempt.
public interface Channel {
  /// What the platform takes, as far as we know by now; without network.
  PostLimits limits();

  /// The words for this channel. Pure: what `plan` shows is what is published.
  default Post compose(Article article, Template template) {
    var post = Composer.compose(article, template, limits());
    return attachesPicture() ? post : post.withoutPicture();
  }

  /// Whether the article's picture goes with the words, other than on a card. Without network.
  default boolean attachesPicture() {
    return false;
  }

  /// Everything that may be done twice: uploads, look-ups, the body of the request.
  Preparation prepare(Post post, DeliveryKey key);

  /// The one request that must not be made twice.
  ///
  /// @param payload what [#prepare] gave, possibly long ago and in another process
  Outcome publish(Payload payload, DeliveryKey key);

  /// How an unknown outcome can be cleared up here, strongest first; empty if it can't.
  /// May depend on what the server says of itself; without network.
  List<Proof> proofs();

  /// Looks for the post on the platform. Never posts.
  ///
  /// @param since when the first attempt began
  Sighting find(Payload payload, DeliveryKey key, Instant since);

  /// Lists the account's own posts, whoever made them, newest first. Never posts.
  ///
  /// @param most how many, from 1
  default Timeline timeline(int most) {
    return new Timeline.Hidden();
  }

  /// Gives a post that is out other words, in place. What is attached to it stays; what somebody
  /// else has made of it is left alone. May be repeated freely. Only for types that say so
  /// ([ChannelType#revises]).
  ///
  /// @param remoteId the platform's name for the post
  /// @param post what it is to say; its picture is not looked at
  /// @param sent the request that it was published with
  /// @param ours every text that we may have given it so far
  default Revision revise(String remoteId, Post post, Payload sent, Set<String> ours) {
    return new Revision.Refused("posts can't be changed here");
  }

  /// Proves credentials and permissions without posting, and learns the server's limits.
  Health check();

  /// What has to be done a few times a day without anybody asking: renew a token before it ends,
  /// notice that it died. Never posts; costs no money where asking costs some.
  default Health upkeep() {
    return check();
  }

  /// What the platform charges; empty: nothing. Pure.
  default Optional<Tariff> tariff() {
    return Optional.empty();
  }

  /// What publishing this costs; in the tariff's currency. Pure.
  default Optional<Money> price(Post post) {
    return tariff().map(Tariff::usual);
  }
}
