// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every spelling of an address that once slipped past somebody's guard, and those of good ones.
class TargetTest {
  private static final List<String> SPELLINGS =
      List.of(
          "http://2130706433/",
          "http://017700000001/",
          "http://0x7f000001/",
          "http://0x7f.1/",
          "http://127.1/",
          "http://127.0.1/",
          "http://0177.0.0.1/",
          "http://0300.0250.0.1/",
          "http://127.0.0.01/",
          "http://127.0.0.1./",
          "http://127.0.0.1.:80/",
          "http://0/",
          "http://0.0.0.0/",
          "http://256.0.0.1/",
          "http://1.2.3.4.5/",
          "http://1.2.3/",
          "http://[::1]/",
          "http://[::]/",
          "http://[0:0:0:0:0:0:0:1]/",
          "http://[::ffff:127.0.0.1]/",
          "http://[::ffff:7f00:1]/",
          "http://[::127.0.0.1]/",
          "http://[::ffff:0:127.0.0.1]/",
          "http://[64:ff9b::7f00:1]/",
          "http://[64:ff9b::169.254.169.254]/",
          "http://[64:ff9b:1::7f00:1]/",
          "http://[2002:7f00:1::]/",
          "http://[2001:0:7f00:1::]/",
          "http://[fe80::1%25eth0]/",
          "http://[fe80::1%25]/",
          "http://[fd00:ec2::254]/",
          "http://169.254.169.254/",
          "http://169.254.170.2/",
          "http://100.100.100.200/",
          "http://192.0.0.192/",
          "http://user@8.8.8.8/",
          "http://user:pw@8.8.8.8/",
          "http://8.8.8.8@127.0.0.1/",
          "http://8.8.8.8:80@127.0.0.1/",
          "http://@127.0.0.1/",
          "http://127.0.0.1%00.example.org/",
          "http://１２７.0.0.1/",
          "http://①②⑦.⓪.⓪.①/",
          "http://127。0。0。1/",
          "http://127．0．0．1/",
          "http://localhost/",
          "http://LOCALHOST/",
          "http://localhost./",
          "http://Localhost:443/",
          "https://127.0.0.1/",
          "https://[::1]/",
          "ftp://8.8.8.8/",
          "file:///etc/passwd",
          "gopher://8.8.8.8/",
          "jar:http://8.8.8.8/!/",
          "unix:/run/x.sock",
          "http:8.8.8.8",
          "http:///x",
          "//8.8.8.8/",
          "/x",
          "http://8.8.8.8:0/",
          "http://8.8.8.8:65536/",
          "http://8.8.8.8:22/",
          "http://8.8.8.8:25/",
          "http://8.8.8.8:587/",
          "http://8.8.8.8:993/",
          "http://8.8.8.8:6667/",
          "http://8.8.8.8:10080/",
          "http://-/../x:y/",
          "http://a..b/",
          "http://.example.org/",
          "http://ex ample.org/".replace(" ", "%20"),
          "http://x.0x7f/");

  @TestFactory
  Stream<DynamicTest> no_spelling_slips_past() {
    return SPELLINGS.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it,
                    () ->
                        assertThatThrownBy(() -> dial(URI.create(it)))
                            .isInstanceOf(RefusedException.class)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://Example.ORG, http://example.org, 80, /",
    "HTTPS://example.org./a?b, https://example.org, 443, /a?b",
    "http://example.org:/, http://example.org, 80, /",
    "http://example.org:8080/a%20b, http://example.org:8080, 8080, /a%20b",
    "http://my_blog.example.org/, http://my_blog.example.org, 80, /",
    "http://bücher.example/ä, http://xn--bcher-kva.example, 80, /%C3%A4",
    "http://8.8.8.8//x, http://8.8.8.8, 80, //x",
    "http://[2606:4700::1]:81/, http://[2606:4700:0:0:0:0:0:1]:81, 81, /",
  })
  void a_good_address_is_read_once(URI uri, String shown, int port, String path)
      throws RefusedException {
    var target = Target.of(uri);
    assertThat(target).hasToString(shown);
    assertThat(target.effectivePort()).isEqualTo(port);
    assertThat(target.path()).isEqualTo(path);
  }

  private static void dial(URI uri) throws UnknownHostException {
    var target = Target.of(uri);
    Names loopback = _ -> List.of(InetAddress.getLoopbackAddress());
    assertThat(
            new GuardedNames(loopback, new Guard(Set.of(), SpecialAddresses::what))
                .resolve(target.host(), target.effectivePort()))
        .isNotEmpty();
  }
}
