package io.github.wandbjdbc.engine.values;

/** The SQLStates that the driver gives, as the manual lists them. */
public enum SqlState {
  WARNING("01000"),
  OPTION_CHANGED("01S02"),
  CANNOT_CONNECT("08001"),
  CONNECTION_CLOSED("08003"),
  CONNECTION_LOST("08006"),
  /** A method of JDBC; never something in SQL, which is a STATEMENT_FAULT. */
  NOT_SUPPORTED("0A000"),
  OUT_OF_RANGE("22003"),
  BAD_DATE_TIME("22007"),
  DIVISION_BY_ZERO("22012"),
  WRONG_CAST("22018"),
  INVALID_VALUE("22023"),
  INVALID_ESCAPE("22025"),
  BAD_PATTERN("2201B"),
  CURSOR_POSITION("24000"),
  READ_ONLY("25006"),
  INVALID_CREDENTIALS("28000"),
  UNKNOWN_ENTITY("3D000"),
  UNKNOWN_PROJECT("3F000"),
  STATEMENT_FAULT("42000"),
  FORBIDDEN("42501"),
  SYNTAX("42601"),
  AMBIGUOUS_NAME("42702"),
  UNKNOWN_FUNCTION("42883"),
  UNKNOWN_TABLE("42S02"),
  UNKNOWN_COLUMN("42S22"),
  OUT_OF_MEMORY("53200"),
  RATE_LIMITED("53400"),
  LIMIT_EXCEEDED("54000"),
  TOO_COMPLEX("54001"),
  CANCELLED("57014"),
  REFUSED("58000"),
  PARAMETER("07001"),
  PARAMETER_INDEX("07009"),
  OBJECT_CLOSED("HY010"),
  INVALID_ARGUMENT("HY024"),
  TIMEOUT("HYT00"),
  MALFORMED("XX001"),
  INTERNAL("XX000");

  private final String code;

  SqlState(String code) {
    this.code = code;
  }

  /** Whether it says that a value isn't what was wanted: class 22, data exceptions. */
  public boolean isOfValues() {
    return code.startsWith("22");
  }

  /** The five characters. */
  public String code() {
    return code;
  }
}
