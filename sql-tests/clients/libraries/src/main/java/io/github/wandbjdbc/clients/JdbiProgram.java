package io.github.wandbjdbc.clients;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Named parameters, lists and records; takes a URL and an API key. */
public final class JdbiProgram {
  private JdbiProgram() {}

  /** A row of history. */
  public record Step(long step, Double loss, Instant loggedAt) {}

  public static void main(String[] arguments) {
    String url = arguments[0];
    String key = arguments[1];
    Jdbi jdbi = Jdbi.create(url, "", key);
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery(
                  "SELECT _step AS step, \"train/loss\" AS loss, logged_at FROM history"
                      + " WHERE run_id = :run AND _step < :end ORDER BY loss DESC")
              .bind("run", "sgd-hot01")
              .bind("end", 3)
              .registerRowMapper(ConstructorMapper.factory(Step.class))
              .mapTo(Step.class)
              .forEach(step -> System.out.println(step.step() + " " + step.loss()));

          List<String> names =
              handle
                  .createQuery("SELECT name FROM runs WHERE run_id IN (<ids>) ORDER BY name")
                  .bindList("ids", "mom-mid01", "mom-big01", "adam-kill")
                  .mapTo(String.class)
                  .list();
          System.out.println(names);

          System.out.println(
              handle
                  .createQuery("SELECT COUNT(*) FROM runs WHERE HAS_TAG(tags, :tag)")
                  .bind("tag", "keep")
                  .mapTo(int.class)
                  .one());
        });
    jdbi.useTransaction(
        handle -> System.out.println(handle.select("SELECT 1").mapTo(long.class).one()));
  }
}
