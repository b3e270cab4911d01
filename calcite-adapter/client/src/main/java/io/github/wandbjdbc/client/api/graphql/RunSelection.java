package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.RunField;
import java.util.HashSet;
import java.util.Set;

/** The names of the fields of a run in GraphQL. */
final class RunSelection {
  private RunSelection() {}

  /** The fields of the fragment {@code RunFields} that tell {@code fields}. */
  static Set<String> names(Set<RunField> fields) {
    Set<String> names = new HashSet<>();
    fields.forEach(field -> names.add(name(field)));
    if (fields.contains(RunField.ENVIRONMENT)) {
      // The notes of the client, and two facts that are fields of their own.
      names.addAll(Set.of("config", "host", "commit"));
    }
    return names;
  }

  private static String name(RunField field) {
    return switch (field) {
      // The URL is made from the run id.
      case ID, URL -> "name";
      case DISPLAY_NAME -> "displayName";
      case STATE -> "state";
      case CREATED_AT -> "createdAt";
      case HEARTBEAT_AT -> "heartbeatAt";
      case USERNAME -> "user";
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
      case FORKED_FROM, FORKED_AT_STEP -> "branchPoint";
      case EXIT_CODE -> "exitcode";
      case COMPUTE_SECONDS -> "computeSeconds";
      case STORAGE_BYTES -> "storageBytes";
      case ENVIRONMENT -> "runInfo";
      case CONFIG -> "config";
      case SUMMARY -> "summaryMetrics";
      case SYSTEM_METRICS -> "systemMetrics";
      case HISTORY_KEYS -> "historyKeys";
    };
  }
}
