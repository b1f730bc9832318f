// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key of the vault: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce for each sealing,
/// bound to the place of what it seals, so that rows can't be exchanged.
final class VaultKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final String id;
  private final SecureRandom random = new SecureRandom();

  private VaultKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, "AES");
    id = HexFormat.of().formatHex(sha256(bytes), 0, 4);
  }

  /// The key from the systemd credential `tidings.key`, else from the file `key` in the state
  /// folder, which is made at the first use.
  ///
  /// @throws SecretException if it can't be had
  static VaultKey load(Optional<Path> credentials, Path stateFolder) {
    var credential = credentials.map(it -> it.resolve("tidings.key")).filter(Files::isReadable);
    var file = credential.orElseGet(() -> stateFolder.resolve("key"));
    try {
      if (credential.isEmpty()) {
        makeIfMissing(file);
        SecretFiles.refuseIfOpen(file);
      }
      var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length != KEY_BYTES) {
        throw new SecretException(
            file + " is no key of ours: it should be 32 bytes in base64; restore it from a backup");
      }
      return new VaultKey(bytes);
    } catch (IllegalArgumentException e) {
      throw new SecretException(
          file + " is no key of ours: it should be 32 bytes in base64; restore it from a backup");
    } catch (IOException e) {
      throw new SecretException("can't read the key " + file + ": " + e.getMessage(), e);
    }
  }

  String id() {
    return id;
  }

  Sealed seal(String place, Secret secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
      var plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
      return new Sealed(id, nonce, cipher.doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this Java", e);
    }
  }

  /// Opens what was sealed for that place.
  ///
  /// @return nothing if it was sealed with another key, for another place, or was changed
  Optional<Secret> open(String place, Sealed sealed) {
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, sealed.nonce(), place);
      var plain = cipher.doFinal(sealed.ciphertext());
      return Optional.of(Secret.of(new String(plain, StandardCharsets.UTF_8)));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this Java", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((place + "\0" + id).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /// Made beside and moved into place: a crash leaves a whole key or none.
  private static void makeIfMissing(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.getParent(), "key", ".new", owner);
    Files.writeString(draft, Base64.getEncoder().encodeToString(bytes) + "\n");
    try {
      Files.createLink(file, draft); // fails where another process was faster: then its key holds
    } catch (FileAlreadyExistsException e) {
      // the other's key is as good
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.deleteIfExists(draft);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
