package io.github.wandbjdbc.client.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyServerTest {

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example:3128,HTTP,proxy.example:3128",
    "HTTP://proxy.example,HTTP,proxy.example:80",
    "proxy.example:3128,HTTP,proxy.example:3128",
    "http://[2001:db8::1]:3128/,HTTP,[2001:db8::1]:3128",
    "socks5://proxy.example,SOCKS,proxy.example:1080",
    "socks5h://proxy.example:443,SOCKS,proxy.example:443",
  })
  void aProxyIsAnAddress(String text, Proxy.Type type, String name) {
    ProxyServer server = ProxyServer.of(text, "the test");

    assertThat(server.type()).isEqualTo(type);
    assertThat(server).hasToString(name);
    assertThat(server.authorization()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:p%40ss%2F@proxy.example:3128,user,p@ss/",
    "http://user:p@ss@proxy.example:3128,user,p@ss",
    "user:pass@proxy.example:3128,user,pass",
    "http://user@proxy.example:3128,user,''",
  })
  void userAndPasswordStandBeforeItAndAreNotShown(String text, String user, String password) {
    ProxyServer server = ProxyServer.of(text, "the test");

    assertThat(server.authorization())
        .isEqualTo(Credentials.basic(user, password, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(server).hasToString("proxy.example:3128");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:secret@proxy.example:3128",
        "ftp://u:secret@proxy.example",
        "socks5://u:secret@proxy.example",
        "http://u:secret/x@proxy.example:port",
        "http://",
        "http://proxy example:3128/secret"
      })
  void whatIsNoProxyIsNotRepeated(String text) {
    assertThatThrownBy(() -> ProxyServer.of(text, "HTTPS_PROXY"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("secret");
  }

  @Test
  void networksThatDifferInAPasswordAloneDiffer() {
    NetworkOptions one = through("http://u:one@proxy.example:3128");
    NetworkOptions other = through("http://u:other@proxy.example:3128");

    assertThat(one.fingerprint())
        .isNotEqualTo(other.fingerprint())
        .isEqualTo(through("http://u:one@proxy.example:3128").fingerprint())
        .doesNotContain("one");
    assertThat(one.toString())
        .doesNotContain("u:one")
        .doesNotContain(Credentials.basic("u", "one"));
  }

  private static NetworkOptions through(String proxy) {
    return new NetworkOptions(
        Proxies.always(ProxyServer.of(proxy, "the test")), Certificates.OF_THE_JVM);
  }
}
