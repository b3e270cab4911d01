package io.github.wandbjdbc.schema;

import java.util.List;

/**
 * The projects that hold some runs.
 *
 * @param isWhole whether each of the runs is in some project
 */
record RunPlaces(List<String> projects, boolean isWhole) {
  RunPlaces {
    projects = List.copyOf(projects);
  }
}
