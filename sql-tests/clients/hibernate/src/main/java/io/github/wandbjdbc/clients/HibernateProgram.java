package io.github.wandbjdbc.clients;

import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Immutable entities, joins and paging in HQL, native SQL; takes a URL and an API key. */
public final class HibernateProgram {
  private HibernateProgram() {}

  public static void main(String[] arguments) {
    String url = arguments[0];
    String key = arguments[1];
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Run.class)
            .addAnnotatedClass(Step.class)
            .setProperty("hibernate.connection.url", url)
            .setProperty("hibernate.connection.password", key)
            .setProperty("hibernate.dialect", WandbDialect.class.getName());
    try (SessionFactory sessions = configuration.buildSessionFactory()) {
      sessions.inTransaction(HibernateProgram::print);
    }
  }

  private static void print(Session session) {
    System.out.println(session.find(Run.class, "adam-fast"));
    System.out.println(session.find(Step.class, new Step.Key("adam-mid1", 0)));

    session
        .createQuery("from Run r where r.state = :state and r.steps > :steps", Run.class)
        .setParameter("state", "finished")
        .setParameter("steps", 1000L)
        .list()
        .forEach(System.out::println);

    session
        .createQuery("select r.id from Run r order by r.learningRate desc, r.id", String.class)
        .setFirstResult(1)
        .setMaxResults(3)
        .list()
        .forEach(System.out::println);

    session
        .createQuery(
            "select s.run.name, max(s.accuracy), count(s) from Step s"
                + " where s.run.id in :ids group by s.run.name order by s.run.name",
            Object[].class)
        .setParameter("ids", List.of("sgd-mid01", "mom-mid01"))
        .list()
        .forEach(row -> System.out.println(row[0] + " " + row[1] + " " + row[2]));

    session
        .createQuery("from Step s where s.run.id = :id and s.step < 3 order by s.step", Step.class)
        .setParameter("id", "sgd-hot01")
        .list()
        .forEach(System.out::println);

    session
        .createNativeQuery(
            "SELECT state, COUNT(*) FROM runs WHERE HAS_TAG(tags, :tag) GROUP BY state",
            Object[].class)
        .setParameter("tag", "keep")
        .list()
        .forEach(row -> System.out.println(row[0] + " " + row[1]));
  }
}
