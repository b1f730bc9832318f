// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a platform gave us to act for the owner; kept as one value, so that a crash can't leave
/// half of a pair.
///
/// @param host the host that gave them; they are shown to no other
/// @param expires when `access` ends; empty: not by itself
/// @param refreshExpires when `refresh` ends
/// @param obtained when we got them
/// @param scopes what the owner allowed, as far as the platform says
public record Tokens(
    String host,
    Secret access,
    Optional<Secret> refresh,
    Optional<Instant> expires,
    Optional<Instant> refreshExpires,
    Instant obtained,
    List<String> scopes) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Tokens {
    scopes = List.copyOf(scopes);
  }

  /// Reads what [#store] wrote.
  ///
  /// @param api where they are to be used
  /// @throws SecretException if they came from another host: a changed `api` must not carry them
  ///     somewhere else
  public static Optional<Tokens> read(Keyring keyring, String name, URI api) {
    var stored = keyring.get(name).map(Tokens::parse);
    stored
        .filter(it -> !it.host().equals(host(api)))
        .ifPresent(
            it -> {
              throw new SecretException(
                  "the stored credential came from %s and is not shown to %s; connect the account"
                          .formatted(it.host(), host(api))
                      + " again");
            });
    return stored;
  }

  /// Keeps them; durable when this returns.
  public void store(Keyring keyring, String name) {
    keyring.put(name, Secret.of(json()));
  }

  /// The host that tokens from there are bound to, with its port if it has one.
  public static String host(URI api) {
    return String.valueOf(api.getAuthority());
  }

  public Tokens withAccess(Secret next, Optional<Instant> until, Instant now) {
    return new Tokens(host, next, refresh, until, refreshExpires, now, scopes);
  }

  /// The same, bound to the host where they are used: for platforms whose interface lives elsewhere
  /// than the endpoint that gives tokens.
  public Tokens at(URI api) {
    return new Tokens(host(api), access, refresh, expires, refreshExpires, obtained, scopes);
  }

  /// What a renewal does not say stays as it was: where they are shown, what was allowed, and, if
  /// the refresh token stays the same, when that ends.
  Tokens inPlaceOf(Tokens old) {
    return new Tokens(
        old.host,
        access,
        refresh,
        expires,
        refreshExpires.or(() -> refresh.equals(old.refresh) ? old.refreshExpires : refreshExpires),
        obtained,
        scopes.isEmpty() ? old.scopes : scopes);
  }

  private String json() {
    var object = JSON.createObjectNode();
    object.put("host", host);
    object.put("access", access.reveal());
    refresh.ifPresent(it -> object.put("refresh", it.reveal()));
    expires.ifPresent(it -> object.put("expires", it.toEpochMilli()));
    refreshExpires.ifPresent(it -> object.put("refreshExpires", it.toEpochMilli()));
    object.put("obtained", obtained.toEpochMilli());
    var array = object.putArray("scopes");
    scopes.forEach(array::add);
    return JSON.writeValueAsString(object);
  }

  private static Tokens parse(Secret stored) {
    try {
      var object = JSON.readTree(stored.reveal());
      var scopes = new ArrayList<String>();
      object.path("scopes").forEach(it -> scopes.add(it.asString()));
      return new Tokens(
          object.path("host").asString(),
          Secret.of(object.path("access").asString()),
          Optional.of(object.path("refresh").asString(""))
              .filter(it -> !it.isEmpty())
              .map(Secret::of),
          time(object, "expires"),
          time(object, "refreshExpires"),
          time(object, "obtained").orElse(Instant.EPOCH),
          scopes);
    } catch (JacksonException | IllegalArgumentException e) {
      // The cause may quote what it could not read, which is a secret.
      throw new SecretException("the stored credential can't be read; connect the account again");
    }
  }

  private static Optional<Instant> time(JsonNode object, String key) {
    var millis = object.path(key).asLong(0);
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
