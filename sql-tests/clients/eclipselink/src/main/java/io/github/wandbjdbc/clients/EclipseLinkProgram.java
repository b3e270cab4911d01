package io.github.wandbjdbc.clients;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.queries.ScrollableCursor;

/**
 * Entities, groups and paging in JPQL; takes a URL, an API key and a platform of EclipseLink's. Of
 * a database that it knows nothing of, {@code DatabasePlatform}, it skips rows by scrolling.
 */
public final class EclipseLinkProgram {
  private EclipseLinkProgram() {}

  public static void main(String[] arguments) {
    Map<String, String> properties =
        Map.of(
            "jakarta.persistence.jdbc.url",
            arguments[0],
            "jakarta.persistence.jdbc.user",
            "",
            // As a password a key would be taken for an encrypted one.
            "eclipselink.jdbc.property.apiKey",
            arguments[1],
            "eclipselink.target-database",
            arguments[2],
            "eclipselink.weaving",
            "false",
            "eclipselink.logging.level",
            "SEVERE");
    try (EntityManagerFactory factory =
            Persistence.createEntityManagerFactory("experiments", properties);
        EntityManager entities = factory.createEntityManager()) {
      print(entities);
    }
  }

  private static void print(EntityManager entities) {
    System.out.println(entities.find(Run.class, "adam-fast"));

    page(entities, 0, 3).forEach(System.out::println);
    page(entities, 3, 2).forEach(System.out::println);
    page(entities, 8, 5).forEach(System.out::println);

    scroll(entities);

    entities
        .createQuery(
            "SELECT r.state, COUNT(r), MAX(r.steps) FROM Run r GROUP BY r.state ORDER BY r.state",
            Object[].class)
        .getResultList()
        .forEach(row -> System.out.println(row[0] + " " + row[1] + " " + row[2]));
  }

  /** So many ids behind {@code first} others. */
  private static List<String> page(EntityManager entities, int first, int count) {
    return entities
        .createQuery("SELECT r.id FROM Run r WHERE r.steps > :steps ORDER BY r.id", String.class)
        .setParameter("steps", 100L)
        .setFirstResult(first)
        .setMaxResults(count)
        .getResultList();
  }

  private static void scroll(EntityManager entities) {
    Query all = entities.createQuery("SELECT r FROM Run r ORDER BY r.id");
    all.setHint(QueryHints.SCROLLABLE_CURSOR, true);
    ScrollableCursor cursor = (ScrollableCursor) all.getSingleResult();
    cursor.absolute(2);
    System.out.println(cursor.next());
    cursor.relative(3);
    System.out.println(cursor.next());
    cursor.close();
  }
}
