// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.time.Instant;
import java.util.Optional;
import org.tidings.store.Tx;

/// The table `credential`.
final class CredentialTable {
  private CredentialTable() {}

  static Optional<Sealed> find(Tx tx, String owner, String name) {
    return tx.handle()
        .createQuery("SELECT * FROM credential WHERE owner = :owner AND name = :name")
        .bind("owner", owner)
        .bind("name", name)
        .map(
            (rs, ctx) ->
                new Sealed(rs.getString("key_id"), rs.getBytes("nonce"), rs.getBytes("ciphertext")))
        .findOne();
  }

  static void put(Tx tx, String owner, String name, Sealed sealed, Instant now) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO credential (owner, name, key_id, nonce, ciphertext, changed)
            VALUES (:owner, :name, :keyId, :nonce, :ciphertext, :now)
            ON CONFLICT (owner, name) DO UPDATE SET key_id = excluded.key_id,
              nonce = excluded.nonce, ciphertext = excluded.ciphertext,
              changed = excluded.changed\
            """)
        .bind("owner", owner)
        .bind("name", name)
        .bind("keyId", sealed.keyId())
        .bind("nonce", sealed.nonce())
        .bind("ciphertext", sealed.ciphertext())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static void remove(Tx tx, String owner, String name) {
    tx.handle().execute("DELETE FROM credential WHERE owner = ? AND name = ?", owner, name);
  }
}
