package io.github.wandbjdbc.client.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The meaning of NO_PROXY: a host is asked directly if one of the official client's two programs
 * would.
 */
class DirectHostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com                 | example.com           | 443  | true
          example.com                 | api.example.com       | 443  | true
          EXAMPLE.com                 | api.Example.COM       | 443  | true
          example.com                 | myexample.com         | 443  | false
          .example.com                | api.example.com       | 443  | true
          .example.com                | example.com           | 443  | true
          *.example.com               | api.example.com       | 443  | true
          *.example.com               | example.com           | 443  | false
          example.com:8443            | example.com           | 8443 | true
          example.com:8443            | example.com           | 443  | false
          example.com:443             | api.example.com       | 443  | true
          other.com, example.com      | example.com           | 443  | true
          other.com,,:,/,[]           | example.com           | 443  | false
          *                           | example.com           | 443  | true
          other.com,*                 | example.com           | 443  | true
          10.0.0.0/8                  | 10.1.2.3              | 443  | true
          10.0.0.0/8                  | 11.1.2.3              | 443  | false
          10.1.2.0/23                 | 10.1.3.9              | 443  | true
          10.0.0.0/8                  | 10.example.com        | 443  | false
          10.0.0.0/99                 | 10.1.2.3              | 443  | false
          10.1.2.3                    | 10.1.2.3              | 443  | true
          10.1.2.3:8080               | 10.1.2.3              | 8080 | true
          10.1.2.3:8080               | 10.1.2.3              | 443  | false
          2001:db8::/32               | 2001:db8::7           | 443  | true
          2001:db8::7                 | 2001:db8::7           | 443  | true
          [2001:db8::7]:8443          | 2001:db8::7           | 8443 | true
          [2001:db8::7]               | 2001:db8::8           | 443  | false
          example.com                 | localhost             | 80   | true
          example.com                 | 127.0.0.1             | 80   | true
          example.com                 | 127.9.9.9             | 80   | true
          example.com                 | ::1                   | 80   | true
          example.com                 | localhost.example.org | 80   | false
          """)
  void eachEntryStandsForItsHosts(String noProxy, String host, int port, boolean isDirect) {
    DirectHosts hosts = DirectHosts.of(noProxy);

    assertThat(hosts.contains(host, port)).isEqualTo(isDirect);
  }

  @Test
  void withoutAListOnlyThisMachineIsDirect() {
    assertThat(DirectHosts.of(null).contains("localhost", 80)).isTrue();
    assertThat(DirectHosts.of(null).contains("example.com", 80)).isFalse();
    assertThat(DirectHosts.NONE.contains("localhost", 80)).isFalse();
  }

  @Test
  void theSameListsAreEqual() {
    assertThat(DirectHosts.of("a,10.0.0.0/8")).isEqualTo(DirectHosts.of("a, 10.0.0.0/8"));
    assertThat(DirectHosts.of("a")).isNotEqualTo(DirectHosts.of("b"));
  }
}
