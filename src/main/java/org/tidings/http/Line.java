// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.tidings.text.IpBlock;

/// An HttpClient with everything off that acts by itself: retries, redirects, cookies, kept
/// credentials, protocol upgrades, unpacking.
///
/// Every request has a connection of its own. A kept one may be dead without our knowing, and a
/// POST written to it is lost in doubt; it could also outlive the check of its address. Polls are
/// minutes apart, so little is lost, and TLS sessions are resumed.
final class Line implements AutoCloseable {
  /// Enough for one server's feeds and pictures side by side, few enough to be polite.
  private static final int PER_SERVER = 4;

  private static final int IN_ALL = 256;

  /// For the proxy, which the owner chose, wherever it is.
  private static final Set<IpBlock> ANYWHERE =
      Set.of(IpBlock.parse("0.0.0.0/0"), IpBlock.parse("::/0"));

  private final Guard guard;
  private final Optional<Proxy> proxy;
  private final CloseableHttpClient client;
  private volatile boolean closed;

  Line(String userAgent, SSLContext tls, Names names, Guard guard, Optional<Proxy> proxy) {
    this.guard = guard;
    this.proxy = proxy;
    var dialled = proxy.isPresent() ? new Guard(ANYWHERE, guard.special()) : guard;
    this.client = client(userAgent, connections(tls, new GuardedNames(names, dialled)));
  }

  /// Refuses what a proxy must not be asked for. Without one, what is dialled is checked instead.
  void admit(Target target) throws RefusedException {
    if (proxy.isPresent()) {
      guard.admit(target);
    }
  }

  /// How requests go, for people: nothing, or through which proxy.
  String way() {
    return proxy.map(it -> " through the proxy " + Origin.of(it.address())).orElse("");
  }

  CloseableHttpClient client() {
    return client;
  }

  /// Whether it is the owner's own server.
  ///
  /// @param server what we are connected to
  boolean allows(Target target, InetSocketAddress server) {
    return proxy.isPresent() ? guard.allows(target) : guard.allows(server.getAddress());
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    client.close(CloseMode.IMMEDIATE);
  }

  private CloseableHttpClient client(String agent, HttpClientConnectionManager connections) {
    var builder = HttpClientBuilder.create();
    proxy
        .map(Proxy::address)
        .ifPresent(it -> builder.setProxy(new HttpHost("http", it.getHost(), it.getPort())));
    return builder
        .setConnectionManager(connections)
        .setRequestExecutor(new Executor(proxy))
        .addExecInterceptorBefore(ChainElement.CONNECT.name(), "turn", Line::takeTurn)
        .setDefaultRequestConfig(requests())
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setUserAgent(agent)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        // Without a registry HttpClient reads the public suffix list at start: 50 ms for nothing.
        .setDefaultCookieSpecRegistry(_ -> null)
        .disableAuthCaching()
        .disableConnectionState()
        .build();
  }

  /// Deadlines are kept by [Exchange]; these are only so that no thread is lost for ever.
  private static RequestConfig requests() {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(10, TimeUnit.MINUTES)
        .setResponseTimeout(10, TimeUnit.MINUTES)
        .setAuthenticationEnabled(false)
        .setRedirectsEnabled(false)
        .setExpectContinueEnabled(false)
        // The offer to speak HTTP/2 makes some servers answer nonsense (CommaFeed#1572).
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private static HttpClientConnectionManager connections(SSLContext tls, GuardedNames names) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setTlsSocketStrategy(
            new DefaultClientTlsStrategy(tls, HostnameVerificationPolicy.BUILTIN, null))
        .setDefaultTlsConfig(TlsConfig.custom().setSupportedProtocols(TLS.V_1_2, TLS.V_1_3).build())
        // For one address; a name may have several, and Limits.connect is for them all.
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setConnectTimeout(5, TimeUnit.SECONDS).build())
        .setConnectionFactory(sockets())
        .setMaxConnPerRoute(PER_SERVER)
        .setMaxConnTotal(IN_ALL)
        .build();
  }

  private static ManagedHttpClientConnectionFactory sockets() {
    var http1 =
        Http1Config.custom()
            .setBufferSize(HeadLimit.BUFFER_BYTES)
            .setMaxLineLength(32 * 1024)
            .setMaxHeaderCount(200)
            .build();
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(http1)
        // Byte for byte, so that an ETag goes back as it came.
        .charCodingConfig(CharCodingConfig.custom().setCharset(StandardCharsets.ISO_8859_1).build())
        .responseParserFactory(new HeadLimit(http1))
        .build();
  }

  private static ClassicHttpResponse takeTurn(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    if (!scope.execRuntime.isEndpointAcquired()) {
      scope.execRuntime.acquireEndpoint(scope.exchangeId, scope.route, null, scope.clientContext);
    }
    Exchange.of(scope.clientContext).connecting();
    return chain.proceed(request, scope);
  }

  /// The last thing before the first byte of a request: connected, TLS included, the tunnel through
  /// a proxy too. Logs in to the proxy, unless it only hands on what it can't read.
  private static final class Executor extends HttpRequestExecutor {
    private final Optional<Proxy> proxy;

    Executor(Optional<Proxy> proxy) {
      this.proxy = proxy;
    }

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback information,
        HttpContext context)
        throws IOException, HttpException {
      var connect = request.getMethod().equals("CONNECT");
      if (!connect) {
        Exchange.of(context).sending((InetSocketAddress) connection.getRemoteAddress());
      }
      var read = proxy.filter(_ -> connect || !Exchange.of(context).secure());
      read.flatMap(Proxy::login)
          .ifPresent(it -> request.setHeader("Proxy-Authorization", it.reveal()));
      var answer = super.execute(request, connection, information, context);
      if (read.isPresent() && isProxys(answer.getCode(), connect)) {
        throw ProxyException.of(answer, read.get().login().isPresent());
      }
      return answer;
    }

    /// Whether a proxy has sent nothing on: it did not connect us, or wants to know who we are.
    private static boolean isProxys(int status, boolean connect) {
      return status == ProxyException.LOGIN || (connect && (status < 200 || status > 299));
    }
  }
}
