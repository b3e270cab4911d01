package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.RunField;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the fields of a run are selected in GraphQL. */
final class RunSelection {
  private static final Map<RunField, String> SELECTIONS = new EnumMap<>(RunField.class);

  /** What a reader can do without, if an old server doesn't know it. */
  private static final Set<RunField> OPTIONAL =
      EnumSet.of(
          RunField.HEARTBEAT_AT,
          RunField.GROUP,
          RunField.JOB_TYPE,
          RunField.SWEEP_ID,
          RunField.HOST,
          RunField.COMMIT,
          RunField.NOTES,
          RunField.DESCRIPTION,
          RunField.READ_ONLY,
          RunField.HISTORY_LINE_COUNT,
          RunField.SYSTEM_METRICS);

  static {
    for (RunField field : RunField.values()) {
      SELECTIONS.put(field, selection(field));
    }
  }

  private RunSelection() {}

  /** The fragment {@code RunFields} with {@code fields}. */
  static String fragment(Set<RunField> fields) {
    StringBuilder fragment = new StringBuilder("fragment RunFields on Run {\n");
    for (RunField field : fields) {
      String selection = SELECTIONS.get(field);
      if (selection != null && !selection.isEmpty()) {
        fragment.append("  ").append(selection).append('\n');
      }
    }
    return fragment.append("}\n").toString();
  }

  /** The optional field that GraphQL calls {@code name}. */
  static Optional<RunField> optional(String name) {
    return OPTIONAL.stream().filter(field -> selection(field).equals(name)).findFirst();
  }

  private static String selection(RunField field) {
    return switch (field) {
      case ID -> "name";
      case DISPLAY_NAME -> "displayName";
      case STATE -> "state";
      case CREATED_AT -> "createdAt";
      case HEARTBEAT_AT -> "heartbeatAt";
      case USERNAME -> "user { username }";
      case GROUP -> "group";
      case JOB_TYPE -> "jobType";
      case SWEEP_ID -> "sweepName";
      case HOST -> "host";
      case COMMIT -> "commit";
      case TAGS -> "tags";
      case NOTES -> "notes";
      case DESCRIPTION -> "description";
      case READ_ONLY -> "readOnly";
      case HISTORY_LINE_COUNT -> "historyLineCount";
      // Made from the run id.
      case URL -> "";
      case CONFIG -> "config";
      case SUMMARY -> "summaryMetrics";
      case SYSTEM_METRICS -> "systemMetrics";
      case HISTORY_KEYS -> "historyKeys";
    };
  }
}
