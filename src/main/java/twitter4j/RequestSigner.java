// SPDX-License-Identifier: Apache-2.0
package twitter4j;

/// The door to Twitter4J's OAuth 1.0a signing, which is all that we use of it: its own client
/// speaks v1.1 only, and its requests and methods are visible in this package alone.
public final class RequestSigner {
  private static final HttpParameter[] NO_FORM = {};

  private final OAuthAuthorization authorization;
  private final AccessToken token;

  /// A signer for one account.
  ///
  /// @param key the app's, with its secret
  /// @param token the account's, with its secret
  public RequestSigner(String key, String keySecret, String token, String tokenSecret) {
    this.authorization = OAuthAuthorization.getInstance(key, keySecret);
    this.token = new AccessToken(token, tokenSecret);
  }

  /// The value of the `Authorization` header (RFC 5849 section 3). A body that is JSON is not
  /// signed.
  ///
  /// @param url with its query, which is signed
  /// @param timestamp seconds since 1970
  public String header(String method, String url, String nonce, long timestamp) {
    return authorization.generateAuthorizationHeader(
        method, url, NO_FORM, nonce, Long.toString(timestamp), token);
  }
}
