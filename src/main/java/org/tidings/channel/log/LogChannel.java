// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.log;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidings.channel.Channel;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.PostDocument;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.channel.Timeline;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.text.LengthRule;

/// The file. Each line carries the delivery's key, so looking for the key decides whether a line
/// was written; a line that a crash cut short has no end and does not count.
final class LogChannel implements Channel {
  private static final PostLimits LIMITS =
      new PostLimits(
          List.of(new LengthRule(LengthRule.Unit.CODE_POINTS, 5_000)),
          OptionalInt.empty(),
          PostLimits.HashtagAlphabet.WORD,
          10,
          PostLimits.Mentions.INERT,
          PostLimits.CardBy.NOBODY);

  private final Path file;

  LogChannel(Path file) {
    this.file = file;
  }

  @Override
  public PostLimits limits() {
    return LIMITS;
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    return new Preparation.Ready(
        new Payload(PostDocument.line(post, key), post.link().map(URI::toString).orElse("")));
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    try (var out =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var line = (afterTornLine(out) ? "\n" : "") + payload.body() + "\n";
      var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      out.position(out.size());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
      return new Outcome.Published(receipt(key));
    } catch (NoSuchFileException e) {
      return new Outcome.Misconfigured("there is no folder for " + file + "; make it");
    } catch (IOException e) {
      // A part of the line may be there: it is looked for before anything is written again.
      return new Outcome.Unknown("can't write " + file + ": " + e.getMessage());
    }
  }

  @Override
  public boolean attachesPicture() {
    return true;
  }

  @Override
  public List<Proof> proofs() {
    return List.of(new Proof.RecordKey());
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    try {
      var line = payload.body() + "\n";
      var there = Files.exists(file) && Files.readString(file).contains(line);
      return there ? new Sighting.Found(receipt(key)) : new Sighting.Absent();
    } catch (IOException e) {
      return new Sighting.NotLooked("can't read " + file + ": " + e.getMessage(), Optional.empty());
    }
  }

  @Override
  public Timeline timeline(int most) {
    try {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      var posts = lines.reversed().stream().flatMap(it -> PostDocument.shown(it).stream());
      return new Timeline.Listed(posts.limit(most).toList(), lines.size() > most);
    } catch (IOException e) {
      return new Timeline.Unread("can't read " + file + ": " + e.getMessage());
    }
  }

  @Override
  public Health check() {
    var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    var writable = Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder);
    return writable
        ? new Health.Good(file.toString(), Optional.empty())
        : new Health.Bad(
            file + " can't be written", "make its folder writable for the user of Tidings");
  }

  private static boolean afterTornLine(FileChannel out) throws IOException {
    if (out.size() == 0) {
      return false;
    }
    var last = ByteBuffer.allocate(1);
    out.read(last, out.size() - 1);
    return last.get(0) != '\n';
  }

  private static Receipt receipt(DeliveryKey key) {
    return new Receipt(key.idempotency(), Optional.empty());
  }
}
