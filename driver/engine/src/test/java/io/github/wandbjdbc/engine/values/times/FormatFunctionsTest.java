package io.github.wandbjdbc.engine.values.times;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatFunctionsTest {
  @Test
  void timesArePrintedAsByPostgresql() {
    Cells.named("TO_CHAR")
        .compare(
            entry("TO_CHAR"),
            "to_char(%s, %s)",
            TimeGrids.timestamps(),
            Operands.texts(
                null,
                "YYYY-MM-DD HH24:MI:SS.MS",
                "IYYY-IW",
                "IYYY IYY IY I IDDD ID",
                "Y,YYY YYYY YYY YY Y",
                "MONTH|Month|month|MON|Mon|mon",
                "DAY|Day|day|DY|Dy|dy",
                "FMMONTH FMDay FMDD FMHH24 FMMS FMYYYY FMDDD",
                "DDth DDTH HH12th MITH YYYYth DDDth FMDDth",
                "YYYY-MM-DDTHH24:MI:SS",
                "YYYY-MM-DD\"T\"HH24:MI:SS",
                "HH:MI AM p.m. A.M. pm BC ad B.C.",
                "FF1 FF2 FF3 FF4 FF5 FF6 US SSSS SSSSS",
                "CC Q WW W J D DDD",
                "\"a \\\" b\" \\\" \\x é FM",
                "yyyy mm dd hh24 mi ss ms us iw",
                "Yyyy-Mm Xx month's",
                "fmmm fmdd"))
        .end();
  }

  @Test
  void textsAreReadAsByPostgresql() {
    Cells.named("TO_TIMESTAMP and TO_DATE")
        .compare(entry("TO_TIMESTAMP"), "to_timestamp(%s, %s)::timestamp", texts(), patterns())
        .compare(entry("TO_DATE"), "to_date(%s, %s)", texts(), patterns())
        .compare(
            entry("TO_TIMESTAMP"),
            "to_timestamp(%s)::timestamp",
            Operands.doubles(null, 0.0, 1.5, -0.001, 1704067200.25, 1e12, 1e300))
        .end();
  }

  private static List<Operand> texts() {
    return Operands.texts(
        null,
        "",
        "2025-08-10 00:00:00.250000",
        "2025-08-10 13:45:59.5",
        "2025/8/1",
        "20250810",
        "20250810134559",
        "  2025 - 08 - 10  ",
        "2025-13-01",
        "2025-02-29",
        "2024-02-29",
        "2024-060",
        "10 Aug 2025",
        "10 august 2025 11:05 PM",
        "11:05 am",
        "12:30 AM",
        "13:00 PM",
        "99-1-2",
        "0-0-0",
        "abc",
        "2025-08-10T13:45:59",
        "2025-8-10 7:5:3",
        "10th 2025",
        "Sun 10 08 2025",
        "2025-08-10 24:00:00",
        "-2025-08-10");
  }

  private static List<Operand> patterns() {
    return Operands.texts(
        null,
        "",
        "YYYY-MM-DD HH24:MI:SS.US",
        "YYYY-MM-DD HH24:MI:SS.MS",
        "YYYY-MM-DD",
        "YYYY/MM/DD",
        "YYYYMMDD",
        "YYYYMMDDHH24MISS",
        "YYYY-DDD",
        "DD Mon YYYY",
        "DD Month YYYY HH12:MI AM",
        "HH:MI AM",
        "HH12:MI PM",
        "YY-MM-DD",
        "MM",
        "DDth YYYY",
        "Dy DD MM YYYY",
        "YYYY-MM-DD\"T\"HH24:MI:SS",
        "YYYY MM DD",
        "FMYYYY-FMMM-FMDD FMHH24:FMMI:FMSS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TMMonth", "TZH", "TZ", "OF", "FXYYYY", "DDSP"})
  void fieldsThatArentBuiltAreRefusedByName(String pattern) {
    assertThatThrownBy(() -> TimeFormat.of(pattern).text(0))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("isn't supported");
    assertThatThrownBy(() -> TimeParse.parts(pattern))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("isn't supported");
  }

  private static Entry entry(String name) {
    return new FormatFunctions().entry(name);
  }
}
