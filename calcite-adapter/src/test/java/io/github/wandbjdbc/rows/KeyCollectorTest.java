package io.github.wandbjdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeyCollectorTest {
  private final DiscoveredKeys found = new DiscoveredKeys();

  private static TypeCount type(String type) {
    return new TypeCount(type, 1, Map.of());
  }

  private static TypeCount map(Map<String, List<TypeCount>> keys) {
    return new TypeCount("map", 1, keys);
  }

  private void logged(Map<String, List<TypeCount>> keys) {
    found.nextRun("r" + keys.hashCode());
    KeyCollector.addHistory(new HistoryKeys(1, 2, keys), found);
  }

  private boolean isBesideMaps(String key) {
    return Objects.requireNonNull(found.columns().get(key)).isBesideMaps();
  }

  private Map<String, KeyType> columns() {
    Map<String, KeyType> types = new LinkedHashMap<>();
    found.columns().forEach((name, key) -> types.put(name, key.type()));
    return types;
  }

  @Test
  void nestedKeysAreJoinedWithDotsHoweverTheyAreStated() {
    logged(Map.of("a", List.of(map(Map.of("b", List.of(type("number")))))));
    logged(Map.of("a.c", List.of(type("bool"))));

    assertThat(columns()).isEqualTo(Map.of("a.b", KeyType.NUMBER, "a.c", KeyType.BOOLEAN));
  }

  @Test
  void aKeyThatIsAMapOnlySometimesIsAColumnBesideThoseOfTheMap() {
    logged(Map.of("a", List.of(map(Map.of("b", List.of(type("number")))))));
    logged(Map.of("a", List.of(type("number"))));

    assertThat(columns()).isEqualTo(Map.of("a", KeyType.NUMBER, "a.b", KeyType.NUMBER));
    assertThat(isBesideMaps("a")).isTrue();
    assertThat(isBesideMaps("a.b")).isFalse();
  }

  @Test
  void aMapMayBeToldByThePathsOfItsValuesAlone() {
    logged(Map.of("a", List.of(type("string")), "a.b.c", List.of(type("number"))));

    assertThat(isBesideMaps("a")).isTrue();
  }

  @Test
  void mapsAndNullsAreNoColumnOfTheirOwn() {
    logged(Map.of("a", List.of(map(Map.of("b", List.of(type("bool")))), type("nil"), type("map"))));

    assertThat(columns()).isEqualTo(Map.of("a.b", KeyType.BOOLEAN));
  }

  @Test
  void mediaAndListsAndEmptyMapsAreJson() {
    logged(
        Map.of(
            "image", List.of(type("image-file")),
            "list", List.of(type("list"), type("nil")),
            "empty", List.of(type("map"))));

    assertThat(columns())
        .isEqualTo(Map.of("image", KeyType.JSON, "list", KeyType.JSON, "empty", KeyType.JSON));
  }

  @Test
  void internalKeysAreNoColumnsButOthersThatBeginSoAre() {
    logged(
        Map.of(
            "_step", List.of(type("number")),
            "_wandb", List.of(type("map")),
            "_wandb.runtime", List.of(type("number")),
            "_mine", List.of(type("number"))));

    assertThat(columns()).isEqualTo(Map.of("_mine", KeyType.NUMBER));
  }

  @Test
  void systemMetricsAreToldApart() {
    assertThat(KeyCollector.isOfSystem("system/gpu.0.gpu")).isTrue();
    assertThat(KeyCollector.isOfSystem("systems")).isFalse();
  }

  @Test
  void numbersAndOtherThanStringsAreAMix() {
    logged(Map.of("a", List.of(type("number"), type("bool"))));

    assertThat(columns()).isEqualTo(Map.of("a", KeyType.MIXED));
    assertThat(found.numbersAndStrings()).isEmpty();
  }

  @Test
  void keysOfNumbersAndStringsAreSettledLater() {
    logged(Map.of("a", List.of(type("number"), type("string"))));

    assertThat(columns()).isEqualTo(Map.of("a", KeyType.MIXED));
    assertThat(found.numbersAndStrings()).containsOnlyKeys("a");

    found.stringsAreNumbers("a");
    assertThat(columns()).isEqualTo(Map.of("a", KeyType.NUMBER));
  }
}
