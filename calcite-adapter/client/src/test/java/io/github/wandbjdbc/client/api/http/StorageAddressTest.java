package io.github.wandbjdbc.client.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.network.Proxies;
import io.github.wandbjdbc.client.network.ProxyServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an exported file may be fetched from, whatever the server says. */
class StorageAddressTest {
  /** An address of a network for documentation: public, and nobody's. */
  private static final BaseUrl PUBLIC = BaseUrl.of("https://192.0.2.1");

  private static final Proxies BEHIND_A_PROXY =
      Proxies.always(ProxyServer.of("http://10.0.0.1:3128", "the test"));

  private static final BaseUrl OWN = BaseUrl.of("http://127.0.0.1:8080");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1"
      })
  void addressesOfThisMachineAndItsNetworkArePrivate(String address) throws UnknownHostException {
    assertThat(StorageAddress.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "172.32.0.1", "100.128.0.1", "2001:db8::1"})
  void othersAreNot(String address) throws UnknownHostException {
    assertThat(StorageAddress.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/f.parquet?X-Signature=secret",
        "https://169.254.169.254/latest?X-Signature=secret",
        "https://[::1]/f.parquet?X-Signature=secret",
        "https://localhost/f.parquet?X-Signature=secret"
      })
  void aPublicServerDoesNotLeadIntoThePrivateNetwork(String url) {
    StorageAddress address = new StorageAddress(PUBLIC, false, Proxies.OF_THE_JVM);

    assertThatThrownBy(() -> address.lookup(address.checked(url).host()))
        .hasMessageContaining("private address")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aPrivateServerMayHaveItsFilesBesideIt() {
    StorageAddress address = new StorageAddress(OWN, false, Proxies.OF_THE_JVM);

    assertThatCode(() -> address.checked("http://127.0.0.1:9000/f.parquet"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest?X-Signature=secret",
        "https://localhost/f.parquet?X-Signature=secret"
      })
  void aProxyLeadsNoFurtherIntoThePrivateNetwork(String url) {
    StorageAddress address = new StorageAddress(PUBLIC, false, BEHIND_A_PROXY);

    assertThatThrownBy(() -> address.checked(url)).hasMessageContaining("private address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://192.0.2.7/f.parquet", "https://storage.invalid/f.parquet"})
  void theProxyMayKnowNamesThatAreUnknownHere(String url) {
    StorageAddress address = new StorageAddress(PUBLIC, false, BEHIND_A_PROXY);

    assertThatCode(() -> address.checked(url)).doesNotThrowAnyException();
  }

  @Test
  void theUserMayPermitPrivateAddresses() {
    StorageAddress address = new StorageAddress(PUBLIC, true, Proxies.OF_THE_JVM);

    assertThatCode(() -> address.checked("https://10.0.0.1/f.parquet")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1/f.parquet",
        "file:///etc/passwd",
        "ftp://192.0.2.1/f",
        "https://u:p@192.0.2.1/f",
        "nonsense"
      })
  void onlyTlsWithoutAUserIsSpoken(String url) {
    StorageAddress address = new StorageAddress(PUBLIC, false, Proxies.OF_THE_JVM);

    assertThatThrownBy(() -> address.checked(url)).isInstanceOf(UnknownHostException.class);
  }
}
