package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The resolvers of a run's history: its keys, windows of its rows, and samples. */
@SuppressWarnings("NullAway") // GraphQL answers hold nulls, which Map's type can't say
final class Histories {
  private static final ObjectMapper BARE =
      JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
  private static final List<Integer> CAPS = List.of(1, 20, 200);
  private static final Set<String> AXES = Set.of("_step", "_runtime", "_timestamp");

  private final StandIn standIn;
  private final Random random = new Random(7);
  private final Map<History, Map<String, Object>> keys =
      Collections.synchronizedMap(new WeakHashMap<>());

  Histories(StandIn standIn) {
    this.standIn = standIn;
  }

  @Nullable Object keys(Experiment run) {
    if (!run.hasHistoryKeys) {
      return null;
    }
    Map<String, Object> answer =
        run.keys == null
            ? keys.computeIfAbsent(
                run.history,
                it ->
                    KeyCounts.of(
                        run,
                        standIn.is(Setting.NESTED_KEYS_AS_MAPS),
                        standIn.is(Setting.KEYS_SAY_MONOTONIC)))
            : run.keys;
    if (answer != null && standIn.is(Setting.NO_LAST_STEP)) {
      answer = new LinkedHashMap<>(answer);
      answer.remove("lastStep");
    }
    return answer != null && standIn.is(Setting.HISTORY_KEYS_AS_STRING) ? Api.text(answer) : answer;
  }

  /** The keys of {@code runs} together, as those of one are given; null if none has any. */
  @Nullable Object keysOfAll(List<Experiment> runs) {
    List<Map<String, Object>> answers = new ArrayList<>();
    for (Experiment run : runs) {
      Object answer = keys(run);
      if (answer != null) {
        @SuppressWarnings("unchecked")
        Map<String, Object> members =
            answer instanceof String text
                ? Api.JSON.convertValue(Api.parse(text), Map.class)
                : (Map<String, Object>) answer;
        answers.add(members);
      }
    }
    Object merged = answers.isEmpty() ? null : KeyCounts.merged(answers);
    return merged != null && standIn.is(Setting.HISTORY_KEYS_AS_STRING) ? Api.text(merged) : merged;
  }

  List<String> rows(Experiment run, DataFetchingEnvironment environment) {
    long first = standIn.isIgnored("minStep") ? 0 : number(environment.getArgument("minStep"), 0);
    long last = number(environment.getArgument("maxStep"), Long.MAX_VALUE);
    long end = standIn.is(Setting.HISTORY_END_INCLUDED) && last < Long.MAX_VALUE ? last + 1 : last;
    int samples = (int) Math.min(number(environment.getArgument("samples"), 500), maxSamples(run));
    List<Map<String, Object>> rows = new ArrayList<>();
    run.history.visit(
        first,
        standIn.isIgnored("maxStep") ? Long.MAX_VALUE : end,
        (step, values) -> rows.add(row(run, step, values)));
    List<Map<String, Object>> sampled = sample(rows, samples);
    if (standIn.is(Setting.SHUFFLED_ROWS)) {
      synchronized (random) {
        Collections.shuffle(sampled, random);
      }
    }
    return rowTexts(sampled);
  }

  private int maxSamples(Experiment run) {
    int most = Math.min(run.maxSamples, standIn.maxSamples());
    return standIn.is(Setting.CAPS_DIFFER_BY_RUN)
        ? Math.max(1, most / CAPS.get(Math.floorMod(run.id.hashCode(), CAPS.size())))
        : most;
  }

  /** So many rows; at random, the API gives other ones each time. */
  private <T> List<T> sample(List<T> rows, int samples) {
    if (rows.size() <= samples) {
      return rows;
    }
    List<Integer> indexes = new ArrayList<>();
    if (standIn.is(Setting.SAMPLES_EVENLY)) {
      for (int i = 0; i < samples; i++) {
        indexes.add((int) ((long) i * rows.size() / samples));
      }
    } else {
      synchronized (random) {
        random.ints(0, rows.size()).distinct().limit(samples).forEach(indexes::add);
      }
    }
    Collections.sort(indexes);
    List<T> sampled = new ArrayList<>();
    indexes.forEach(index -> sampled.add(rows.get(index)));
    return sampled;
  }

  private static Map<String, Object> row(Experiment run, long step, Map<String, Object> values) {
    Map<String, Object> row = new LinkedHashMap<>(values);
    if (row.size() > run.maxKeys) {
      row.keySet().retainAll(List.copyOf(row.keySet()).subList(0, run.maxKeys));
    }
    if (!run.withoutStep.contains(step)) {
      row.put("_step", step);
    }
    return row;
  }

  /** Of the system metrics; a sample if there are more than asked for. */
  List<String> events(Experiment run, @Nullable Integer samples) {
    int most = Math.min(samples == null ? 500 : samples, standIn.maxSamples());
    return rowTexts(sample(run.events, most));
  }

  List<String> rowTexts(List<Map<String, Object>> rows) {
    ObjectMapper mapper = standIn.is(Setting.NAN_AS_STRING) ? Api.JSON : BARE;
    List<String> texts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      try {
        texts.add(mapper.writeValueAsString(row));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return texts;
  }

  List<Object> sampled(Experiment run, List<String> specs) {
    List<Object> series = new ArrayList<>();
    for (String spec : specs) {
      JsonNode node = Api.parse(spec);
      List<String> wanted = new ArrayList<>();
      node.path("keys").forEach(key -> wanted.add(key.asText()));
      boolean isBounded = node.has("maxStep") && !standIn.isIgnored("maxStep");
      long last = isBounded ? node.get("maxStep").asLong() : Long.MAX_VALUE - 1;
      if (isBounded && standIn.is(Setting.SAMPLE_END_EXCLUDED)) {
        last--;
      }
      int samples = Math.min(node.path("samples").asInt(500), maxSamples(run));
      List<Map<String, Object>> rows = new ArrayList<>();
      run.history.visit(
          standIn.isIgnored("minStep") ? 0 : node.path("minStep").asLong(0),
          last + 1,
          (step, values) -> {
            Map<String, Object> row = selected(step, values, wanted);
            if (run.withoutStep.contains(step)) {
              row.replace("_step", null);
            }
            boolean some =
                wanted.stream().anyMatch(key -> !AXES.contains(key) && row.get(key) != null);
            if (standIn.is(Setting.NULLS_IN_SAMPLES)
                ? some || wanted.stream().allMatch(AXES::contains)
                : !row.containsValue(null)) {
              rows.add(row);
            }
          });
      series.add(plain(sample(rows, samples)));
    }
    return series;
  }

  List<Object> liveData(Experiment run, List<String> liveKeys) {
    if (standIn.is(Setting.NO_LIVE_DATA)) {
      return List.of();
    }
    // A long run has a million of them, which are held for each of several requests.
    boolean isOfSteps = liveKeys.equals(List.of("_step"));
    List<Map<String, Object>> rows = new ArrayList<>();
    run.history.visit(
        0,
        Long.MAX_VALUE,
        (step, values) -> {
          if (run.isLive(step)) {
            rows.add(
                isOfSteps
                    ? Collections.singletonMap("_step", stepNumber(step))
                    : selected(step, values, liveKeys));
          }
        });
    return isOfSteps ? new ArrayList<>(rows) : plain(rows);
  }

  /** Signed anew each time. */
  List<String> exportUrls(Experiment run) {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < run.exports.size(); i++) {
      urls.add(
          standIn
              .storage()
              .sign(
                  run.id + "/" + i + ".parquet",
                  run.exports.get(i).of(run.history),
                  run.usesOfUrls));
    }
    if (standIn.is(Setting.SHUFFLED_EXPORTS)) {
      synchronized (random) {
        Collections.shuffle(urls, random);
      }
    }
    return urls;
  }

  private Map<String, Object> selected(long step, Map<String, Object> values, List<String> wanted) {
    Map<String, Object> row = new TreeMap<>();
    for (String key : wanted) {
      if (key.equals("_step")) {
        row.put(key, stepNumber(step));
      } else {
        row.put(key, at(values, key));
      }
    }
    return row;
  }

  private Object stepNumber(long step) {
    return standIn.is(Setting.FLOAT_STEP) ? (Object) (double) step : (Object) step;
  }

  private static @Nullable Object at(Map<?, ?> values, String key) {
    if (values.containsKey(key)) {
      return values.get(key);
    }
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (values.get(key.substring(0, dot)) instanceof Map<?, ?> inner) {
        Object value = at(inner, key.substring(dot + 1));
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  /** As plain JSON can say it: NaN and the infinities are strings, or null. */
  private List<Object> plain(List<Map<String, Object>> rows) {
    if (standIn.is(Setting.NAN_AS_NULL_IN_SAMPLES)) {
      rows.forEach(
          row ->
              row.replaceAll(
                  (key, value) ->
                      value instanceof Double number && !Double.isFinite(number) ? null : value));
    }
    return Api.JSON.convertValue(
        Api.JSON.valueToTree(rows),
        Api.JSON.getTypeFactory().constructCollectionType(List.class, Object.class));
  }

  private static long number(@Nullable Object value, long otherwise) {
    return value instanceof Number number ? number.longValue() : otherwise;
  }
}
