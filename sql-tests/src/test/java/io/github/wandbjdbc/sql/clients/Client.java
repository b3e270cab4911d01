package io.github.wandbjdbc.sql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.sql.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A module of {@code clients}: programs, compiled against the jars in its {@code target/lib}, that
 * run beside the driver's jar, in the time zone and the language of this JVM.
 */
record Client(String module) {
  /** Where all of them are. */
  static final Path HOME = Path.of(System.getProperty("clients", "clients"));

  /** The lines that {@code main}, a program of ours, printed before it ended without an error. */
  List<String> printed(Path directory, List<String> options, String main, String... arguments)
      throws IOException, InterruptedException {
    Jvm.Result result = run(directory, options, "io.github.wandbjdbc.clients." + main, arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().lines().toList();
  }

  /** Runs {@code main}, a class of the module or of its jars. */
  Jvm.Result run(Path directory, List<String> options, String main, String... arguments)
      throws IOException, InterruptedException {
    Path target = HOME.resolve(module).resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new IllegalStateException(
          target + " has no jars: build with ./mvnw verify, or -Pclients for the large clients");
    }
    List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    command.add("-Duser.timezone=" + TimeZone.getDefault().getID());
    command.add("-Duser.language=" + Locale.getDefault().getLanguage());
    command.add("-Duser.country=" + Locale.getDefault().getCountry());
    command.addAll(options);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            Jvm.DRIVER_JAR.toString(),
            target.resolve("classes").toString(),
            target.resolve("lib") + File.separator + "*"));
    command.add(main);
    command.addAll(List.of(arguments));
    return Jvm.run(directory, command);
  }
}
