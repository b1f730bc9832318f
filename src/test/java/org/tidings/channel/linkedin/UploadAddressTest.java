// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The token goes along.
class UploadAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.linkedin.com, https://www.linkedin.com/dms-uploads/C49/0?ca=v&cn=u, true",
    "https://api.linkedin.com, https://api.linkedin.com/dms-uploads/C49, true",
    "https://api.linkedin.com, https://WWW.LinkedIn.com/dms-uploads/C49, true",
    "https://api.linkedin.com, https://linkedin.com/dms-uploads/C49, true",
    "https://api.linkedin.com, http://www.linkedin.com/dms-uploads/C49, false",
    "https://api.linkedin.com, https://www.linkedin.com:8443/dms-uploads/C49, false",
    "https://api.linkedin.com, https://evil.example/dms-uploads/C49, false",
    "https://api.linkedin.com, https://evillinkedin.com/dms-uploads/C49, false",
    "https://api.linkedin.com, https://www.linkedin.com.evil.example/dms-uploads/C49, false",
    "https://api.linkedin.com, https://www.linkedin.com@evil.example/dms-uploads/C49, false",
    "https://api.linkedin.com, https://user@www.linkedin.com/dms-uploads/C49, false",
    "https://api.linkedin.com, //www.linkedin.com/dms-uploads/C49, false",
    "https://api.linkedin.com, /dms-uploads/C49, false",
    "https://api.linkedin.com, 'not an address', false",
    // A proxy or a test server gets what it asks for itself, and nothing else.
    "http://127.0.0.1:9000, http://127.0.0.1:9000/dms-uploads/C49, true",
    "http://127.0.0.1:9000, http://127.0.0.1:9001/dms-uploads/C49, false",
    "http://127.0.0.1:9000, https://www.linkedin.com/dms-uploads/C49, false",
    "https://proxy.example/linkedin, https://proxy.example/dms-uploads/C49, true",
    "https://proxy.example/linkedin, http://proxy.example/dms-uploads/C49, false",
  })
  void only_linkedin_itself_or_the_configured_host(String api, String address, boolean allowed) {
    assertThat(UploadAddress.of(address, URI.create(api)).isPresent()).isEqualTo(allowed);
  }
}
