package io.github.wandbjdbc.client.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.network.Proxies;
import io.github.wandbjdbc.client.network.ProxyServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;
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
        "192.0.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "240.0.0.1",
        "::",
        "::1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "2001::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "ff02::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1"
      })
  void addressesOfThisMachineAndItsNetworkArePrivate(String address) throws UnknownHostException {
    assertThat(AddressKind.of(InetAddress.getByName(address))).isNotEqualTo(AddressKind.PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "172.32.0.1",
        "100.128.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "2001:db8::1",
        "2003::1",
        "64:ff9a::1"
      })
  void othersAreNot(String address) throws UnknownHostException {
    assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(AddressKind.PUBLIC);
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
    StorageAddress address = address(PUBLIC, false, Proxies.OF_THE_JVM, AddressKind.PUBLIC);

    assertThatThrownBy(() -> address.lookup(address.checked(url).host()))
        .isInstanceOf(StorageAddress.RefusedException.class)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "fe80::1",
        "::ffff:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::",
        "fd00:ec2::254"
      })
  void nobodyMayPermitWhatIsOnlyOnTheSameWire(String host) {
    StorageAddress address = address(OWN, true, Proxies.OF_THE_JVM, AddressKind.LOOPBACK);

    assertThatThrownBy(() -> address.lookup(host)).hasMessageContaining("link-local");
  }

  @Test
  void aServerOfThisMachineDoesNotLeadIntoTheNetworkNorTheOtherWayRound() {
    StorageAddress ofMachine = address(OWN, false, Proxies.OF_THE_JVM, AddressKind.LOOPBACK);
    StorageAddress ofNetwork = address(OWN, false, Proxies.OF_THE_JVM, AddressKind.PRIVATE);

    assertThatThrownBy(() -> ofMachine.lookup("10.0.0.1")).hasMessageContaining("private address");
    assertThatThrownBy(() -> ofNetwork.lookup("127.0.0.1")).hasMessageContaining("private address");
    assertThatCode(() -> ofNetwork.lookup("10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void aNameOfTheApiThatHasAPrivateAddressBesideAPublicOneLiftsNothing() {
    BaseUrl base = BaseUrl.of("https://api.test");
    Dns both = host -> List.of(of("192.0.2.1"), of(host.equals("api.test") ? "10.0.0.1" : host));
    StorageAddress direct =
        new StorageAddress(
            base, false, Proxies.OF_THE_JVM, () -> Optional.of(AddressKind.PUBLIC), both);
    StorageAddress proxied = new StorageAddress(base, false, BEHIND_A_PROXY, Optional::empty, both);

    for (StorageAddress address : List.of(direct, proxied)) {
      assertThatThrownBy(() -> address.lookup("10.0.0.1")).hasMessageContaining("private address");
      assertThatThrownBy(() -> address.lookup("127.0.0.1")).hasMessageContaining("private address");
      assertThatThrownBy(() -> address.lookup("169.254.169.254"))
          .hasMessageContaining("link-local");
    }
  }

  /** Whoever answers a second question otherwise isn't asked a second time. */
  @Test
  void theAddressesThatAreLookedAtAreThoseThatAreConnectedTo() throws UnknownHostException {
    AtomicInteger questions = new AtomicInteger();
    Dns changing = host -> List.of(of(questions.getAndIncrement() == 0 ? "192.0.2.1" : "10.0.0.1"));
    StorageAddress address =
        new StorageAddress(
            PUBLIC, false, Proxies.OF_THE_JVM, () -> Optional.of(AddressKind.PUBLIC), changing);

    assertThat(address.lookup("storage.test")).containsExactly(of("192.0.2.1"));
    assertThat(questions).hasValue(1);
    assertThatThrownBy(() -> address.lookup("storage.test"))
        .hasMessageContaining("private address");
  }

  @Test
  void anApiThatWasOnceReachedAtAPublicAddressStaysPublic() {
    ApiOptions options = ApiOptions.builder().baseUrl(BaseUrl.of("https://kinds.test")).build();
    Endpoint endpoint = Endpoint.join(options);

    endpoint.reachedApiAt(AddressKind.PRIVATE);
    assertThat(endpoint.apiKind()).contains(AddressKind.PRIVATE);
    endpoint.reachedApiAt(AddressKind.PUBLIC);
    endpoint.reachedApiAt(AddressKind.LOOPBACK);

    assertThat(endpoint.apiKind()).contains(AddressKind.PUBLIC);
    endpoint.leave(options);
  }

  private static StorageAddress address(
      BaseUrl base, boolean allowPrivate, Proxies proxies, @Nullable AddressKind reached) {
    return new StorageAddress(
        base, allowPrivate, proxies, () -> Optional.ofNullable(reached), Dns.SYSTEM);
  }

  private static InetAddress of(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @Test
  void aPrivateServerMayHaveItsFilesBesideIt() {
    StorageAddress address = address(OWN, false, Proxies.OF_THE_JVM, AddressKind.LOOPBACK);

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
    StorageAddress address = address(PUBLIC, false, BEHIND_A_PROXY, null);

    assertThatThrownBy(() -> address.checked(url))
        .isInstanceOf(StorageAddress.RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://192.0.2.7/f.parquet", "https://storage.invalid/f.parquet"})
  void theProxyMayKnowNamesThatAreUnknownHere(String url) {
    StorageAddress address = address(PUBLIC, false, BEHIND_A_PROXY, null);

    assertThatCode(() -> address.checked(url)).doesNotThrowAnyException();
  }

  @Test
  void theUserMayPermitPrivateAddresses() {
    StorageAddress address = address(PUBLIC, true, Proxies.OF_THE_JVM, AddressKind.PUBLIC);

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
    StorageAddress address = address(PUBLIC, false, Proxies.OF_THE_JVM, AddressKind.PUBLIC);

    assertThatThrownBy(() -> address.checked(url)).isInstanceOf(UnknownHostException.class);
  }
}
