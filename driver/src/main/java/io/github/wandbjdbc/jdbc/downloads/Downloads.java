package io.github.wandbjdbc.jdbc.downloads;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.schema.WandbSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The downloads of one connection that are going on. Safe for use by several threads. */
public final class Downloads {
  private static final int CHUNK = 64 << 10;

  private final Set<CallScope> running = ConcurrentHashMap.newKeySet();
  private volatile boolean isEnded;

  /**
   * A file of a run.
   *
   * @param name the path below the run's files
   */
  public record RunFileName(ProjectPath project, String runId, String name) {
    @Override
    public String toString() {
      return "file %s of run %s of %s".formatted(name, runId, project);
    }
  }

  /**
   * Writes {@code file} to {@code out}, which gets nothing before all of it has come from a server.
   *
   * @param scope what is asked belongs to it
   * @throws IOException if {@code out} fails
   */
  public void write(WandbSchema schema, RunFileName file, CallScope scope, OutputStream out)
      throws SQLException, IOException {
    running.add(scope);
    if (isEnded) {
      scope.cancel();
    }
    try (InputStream in = open(schema, file, scope)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = read(in, chunk, file, scope); read >= 0; ) {
        out.write(chunk, 0, read);
        read = read(in, chunk, file, scope);
      }
    } finally {
      running.remove(scope);
    }
  }

  private static InputStream open(WandbSchema schema, RunFileName file, CallScope scope)
      throws SQLException {
    return SqlBoundary.call(
        () ->
            schema
                .file(file.project(), file.runId(), file.name(), scope)
                .orElseThrow(
                    () ->
                        SqlErrors.of(
                            SqlState.INVALID_ARGUMENT,
                            file + ": there is no such run, or it has no such file")));
  }

  private static int read(InputStream in, byte[] chunk, RunFileName file, CallScope scope)
      throws SQLException {
    return SqlBoundary.call(
        () -> {
          scope.check();
          try {
            return in.read(chunk);
          } catch (IOException e) {
            throw new WandbException(
                Kind.UNREACHABLE, "%s can't be read: %s".formatted(file, e.getMessage()), e);
          }
        });
  }

  /** Ends those that are going on, and any later one. */
  public void end() {
    isEnded = true;
    running.forEach(CallScope::cancel);
  }
}
