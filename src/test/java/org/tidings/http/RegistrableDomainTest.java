// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrableDomainTest {
  @ParameterizedTest
  @CsvSource({
    "https://blog.example.com/feed/,  example.com",
    "https://EXAMPLE.com/,            example.com",
    "https://a.b.example.co.uk/,      example.co.uk",
    "https://one.blogspot.com/feeds/, blogspot.com",
    "http://127.0.0.1:8080/feed,      127.0.0.1:8080",
    "http://[::1]:8080/feed,          [::1]:8080",
    "http://localhost/feed,           localhost:-1",
  })
  void an_address_belongs_to_its_owners_domain(URI address, String domain) {
    assertThat(RegistrableDomain.of(address)).isEqualTo(domain);
  }
}
