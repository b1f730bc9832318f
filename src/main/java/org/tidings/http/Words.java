// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/// Our own words for what went wrong. The exceptions' messages are never shown: they quote
/// addresses and lines of the exchange, which may be credentials.
final class Words {
  private Words() {}

  /// Why nothing was sent.
  static String notSent(IOException e) {
    return switch (e) {
      case RefusedException refused -> refused.why();
      case ProxyException proxy -> proxy.why();
      case UnknownHostException _ -> "the name does not resolve";
      case ConnectTimeoutException _ -> "nobody answered in time";
      case SocketTimeoutException _ -> "connecting took too long";
      case SSLException _ -> tls(e);
      case NoRouteToHostException _ -> "there is no route to it";
      case ConnectException _ -> "the connection was refused";
      case SocketException _ -> "the connection was cut while connecting";
      default -> "connecting failed";
    };
  }

  /// Why no whole answer came.
  static String noAnswer(IOException e) {
    return switch (e) {
      case UnreadableException unreadable -> unreadable.why();
      case NoHttpResponseException _ -> "the connection was closed without an answer";
      case SocketTimeoutException _ -> "no answer in time";
      case MessageConstraintException _ -> "the answer's head is too large";
      case MalformedChunkCodingException bad ->
          bad instanceof TruncatedChunkException ? "the answer was cut" : "the answer is malformed";
      case ConnectionClosedException _, EOFException _ -> "the answer was cut";
      case ZipException _ -> "the answer's packing is broken";
      case SSLException _ -> "TLS failed while waiting for the answer";
      case SocketException _ -> "the connection was reset before the answer was whole";
      default -> "the answer is not HTTP";
    };
  }

  private static String tls(Throwable e) {
    if (caused(e, it -> it instanceof CertificateExpiredException)) {
      return "its TLS certificate has expired";
    }
    if (caused(e, it -> it instanceof CertificateNotYetValidException)) {
      return "its TLS certificate is not valid yet (is our clock right?)";
    }
    if (caused(e, it -> it instanceof CertPathBuilderException)) {
      return "its TLS certificate is not from an authority we trust";
    }
    if (caused(e, it -> it instanceof CertificateException)) {
      return "its TLS certificate is not for this name";
    }
    return "TLS failed (" + e.getClass().getSimpleName() + ")";
  }

  private static boolean caused(Throwable e, Predicate<Throwable> kind) {
    // Chains of causes are short; the limit is against one that bites its tail.
    return Stream.iterate(e, it -> it != null, Throwable::getCause).limit(10).anyMatch(kind);
  }
}
