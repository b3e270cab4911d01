package io.github.wandbjdbc.client;

/** A project of an entity (a user or a team), as in {@code entity/project}. */
public record ProjectPath(String entity, String project) {

  @Override
  public String toString() {
    return entity + "/" + project;
  }
}
