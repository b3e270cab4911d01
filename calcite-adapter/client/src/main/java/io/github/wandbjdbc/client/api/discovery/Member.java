package io.github.wandbjdbc.client.api.discovery;

import org.jspecify.annotations.Nullable;

/**
 * A member of the server's schema: a field of a type, or an argument of such a field.
 *
 * @param argument null if the field itself is meant
 */
public record Member(String type, String field, @Nullable String argument) {

  public static Member field(String type, String field) {
    return new Member(type, field, null);
  }

  /** Its coordinate, such as {@code Run.host} or {@code Run.files(pattern:)}. */
  @Override
  public String toString() {
    String name = type + "." + field;
    return argument == null ? name : name + "(" + argument + ":)";
  }
}
