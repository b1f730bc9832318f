// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.Required;
import org.tidings.store.Database;

class VaultTest {
  private static final String CANARY = "canary-4711";

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("tidings.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_secret_is_there_for_its_owner_after_a_restart() {
    vault().keyring("m").put("token", Secret.of(CANARY));
    assertThat(vault().keyring("m").get("token")).contains(Secret.of(CANARY));
    assertThat(vault().keyring("other").get("token")).isEmpty();
    vault().keyring("m").remove("token");
    assertThat(vault().keyring("m").get("token")).isEmpty();
  }

  @Test
  void no_file_of_the_state_folder_shows_it() throws IOException {
    vault().keyring("m").put("token", Secret.of(CANARY));
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(CANARY);
      }
    }
  }

  /// Another thread here; another process has the file's lock between it and us.
  @Test
  void one_worker_at_a_time() throws InterruptedException {
    Required.program("python3");
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 50; i++) {
        threads.execute(
            () ->
                vault()
                    .keyring("m")
                    .alone(
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          LockSupport.parkNanos(100_000);
                          return inside.decrementAndGet();
                        }));
      }
    }
    assertThat(most).hasValue(1);
    assertThat(vault().keyring("m").<Boolean>alone(this::lockIsTaken)).isTrue();
    assertThat(lockIsTaken()).isFalse();
  }

  /// What another process would find.
  private boolean lockIsTaken() {
    var script =
        """
        import fcntl, sys
        try:
            fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(9)
        """;
    try {
      var process =
          new ProcessBuilder("python3", "-c", script, folder.resolve("credentials.lock").toString())
              .inheritIO()
              .start();
      return process.waitFor() == 9;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_key_is_its_owners_alone() throws IOException {
    vault();
    var key = folder.resolve("key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::vault).hasMessageContaining("chmod 600");
  }

  @Test
  void another_key_or_a_changed_row_is_told_with_the_remedy() throws IOException {
    vault().keyring("m").put("token", Secret.of(CANARY));
    database.runInTx(
        tx ->
            tx.handle()
                .execute(
                    "INSERT INTO credential SELECT 'm', 'other', key_id, nonce, ciphertext, 0"
                        + " FROM credential"));
    assertThatThrownBy(() -> vault().keyring("m").get("other"))
        .as("a row in another place")
        .hasMessageContaining("it was changed")
        .hasMessageContaining("tidings connect m");
    Files.writeString(
        folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
    assertThatThrownBy(() -> vault().keyring("m").get("token"))
        .hasMessageContaining("another key")
        .hasMessageContaining("tidings connect m")
        .hasMessageNotContaining(CANARY);
    Files.writeString(folder.resolve("key"), "short");
    assertThatThrownBy(this::vault).hasMessageContaining("32 bytes");
  }

  @Test
  void a_note_that_another_key_made_counts_as_never_made() throws IOException {
    vault().notes("websub").put("a", Secret.of(CANARY));
    assertThat(vault().notes("websub").get("a")).contains(Secret.of(CANARY));
    assertThat(vault().notes("feed").get("a")).isEmpty();
    assertThat(vault().keyring("websub").get("a")).as("of a channel of that name").isEmpty();
    Files.writeString(
        folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
    assertThat(vault().notes("websub").get("a")).isEmpty();
  }

  @Test
  void the_key_may_come_from_systemd() throws IOException {
    var credentials = Files.createDirectory(folder.resolve("credentials"));
    Files.writeString(
        credentials.resolve("tidings.key"), Base64.getEncoder().encodeToString(new byte[32]));
    Files.writeString(credentials.resolve("mastodon"), CANARY + "\n");
    var vault =
        Vault.open(
            database, folder, InstantSource.system(), new References(Optional.of(credentials)));
    assertThat(folder.resolve("key")).doesNotExist();
    assertThat(vault.keyring("m").resolve(new SecretRef.Credential("mastodon"), "token"))
        .isEqualTo(Secret.of(CANARY));
    assertThatThrownBy(() -> vault.keyring("m").resolve(new SecretRef.Credential("none"), "token"))
        .hasMessageContaining("LoadCredential=");
  }

  @Test
  void a_file_is_read_without_its_newline_and_only_if_closed_to_others() throws IOException {
    var file = folder.resolve("token");
    Files.writeString(file, CANARY + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    var keyring = vault().keyring("m");
    assertThat(keyring.resolve(new SecretRef.File(file), "token")).isEqualTo(Secret.of(CANARY));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> keyring.resolve(new SecretRef.File(file), "token"))
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining(CANARY);
    Files.writeString(file, " \n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> keyring.resolve(new SecretRef.File(file), "token"))
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> keyring.resolve(new SecretRef.File(folder.resolve("no")), "token"))
        .hasMessageContaining("there is no file");
  }

  @Test
  void what_is_missing_names_the_command_that_gets_it() {
    var keyring = vault().keyring("page");
    assertThatThrownBy(() -> keyring.resolve(new SecretRef.Stored(), "token"))
        .hasMessage("the token of channel page is not stored yet; run: tidings connect page");
    assertThatThrownBy(
            () -> keyring.resolve(new SecretRef.Env("TIDINGS_NO_SUCH_VARIABLE"), "token"))
        .hasMessageContaining("TIDINGS_NO_SUCH_VARIABLE is not set");
  }

  @Test
  void a_secret_never_prints_itself_and_is_never_empty() {
    assertThat(Secret.of(CANARY)).hasToString("***");
    assertThat(String.format("%s", Secret.of(CANARY))).isEqualTo("***");
    assertThatThrownBy(() -> Secret.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  private Vault vault() {
    return Vault.open(database, folder, InstantSource.system(), new References(Optional.empty()));
  }
}
