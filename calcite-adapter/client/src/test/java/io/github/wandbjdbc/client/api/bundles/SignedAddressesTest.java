package io.github.wandbjdbc.client.api.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedAddressesTest {
  private final SignedAddresses addresses = new SignedAddresses();

  private String without(String answer, boolean isOfAddresses) throws IOException {
    return addresses.without(new Buffer().writeUtf8(answer), isOfAddresses).readUtf8();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s.test/f.parquet?X-Amz-Signature=s3cr3t",
        "https://s.test/f?a=1&X-Goog-Credential=me&X-Goog-Signature=s3cr3t",
        "https://s.test/f?a=1\\u0026Signature=s3cr3t",
        "https:\\/\\/s.test\\/f?sig=s3cr3t",
        "http://s.test:9000/f?x-signature=s3cr3t&expires=1",
        "https://s.test/f?AWSAccessKeyId=s3cr3t",
        "https://s.test/f?accessToken=s3cr3t",
        "https://me:s3cr3t@s.test/f",
        "https:\\\\\\/\\\\\\/s.test\\\\\\/f?a=1\\\\u0026token=s3cr3t"
      })
  void aSignedAddressIsReplacedWhereverItStands(String address) throws IOException {
    for (String answer :
        new String[] {
          "{\"url\":\"%s\"}", "{\"a\":\"see %s please\"}", "%s", "[\"http\",\"%s\",\"https://\"]"
        }) {
      String kept = without(answer.formatted(address), false);

      assertThat(kept).doesNotContain("s3cr3t").contains("https://replay.invalid/");
      assertThat(kept.replaceAll("https://replay\\.invalid/[^\" ,]*", "%s")).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s.test/f?page=2&design=3&author=me",
        "https://wandb.ai/lab/vision/runs/1",
        "http",
        "https:",
        "ahttp://",
        "https://s.test/f?a=1\\u0026b=2"
      })
  void otherAddressesStayAsTheyAre(String address) throws IOException {
    String answer = "{\"a\":\"%s\",\"b\":\"%s x\"}".formatted(address, address);

    assertThat(without(answer, false)).isEqualTo(answer);
  }

  @Test
  void whatIsForDownloadingIsReplacedHoweverItIsSigned() throws IOException {
    String kept = without("{\"directUrl\":\"https://s.test/s3cr3t/f.json\"}", true);

    assertThat(kept).doesNotContain("s3cr3t").contains(".json?1\"}");
  }

  @Test
  void aFileThatIsSignedAnewKeepsItsNameAndIsAskedForByTheNewest() throws IOException {
    String first = without("https://s.test/f?sig=1", false);
    String again = without("https://s.test/f?sig=1", false);
    String second = without("https://s.test/f?sig=2", false);

    assertThat(again).isEqualTo(first);
    assertThat(second).isEqualTo(first.replace("?1", "?2"));
    assertThat(addresses.real(first)).isEqualTo("https://s.test/f?sig=2");
    assertThat(addresses.real("https://other.test/")).isEqualTo("https://other.test/");
  }
}
