package io.github.wandbjdbc.standin;

import java.io.IOException;
import java.nio.file.Path;

/** Serves sample experiments, or the runs of a local directory, until it is stopped. */
public final class Demo {
  private Demo() {}

  /** Takes a directory of run files, or {@code sample}, and optionally a port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 1) {
      System.err.println("usage: Demo <wandb directory>|sample [<port>]");
      System.exit(2);
    }
    try (StandIn standIn =
        StandIn.start(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0)) {
      if (arguments[0].equals("sample")) {
        standIn.holds(SampleExperiments.few().toArray(Experiment[]::new));
      } else {
        standIn.holdsDirectory(Path.of(arguments[0]));
      }
      System.out.println(standIn.url() + " serves the projects of " + standIn.entities());
      System.out.println(
          "jdbc:wandb://" + standIn.hostAndPort() + "/ with the password " + StandIn.API_KEY);
      Thread.currentThread().join();
    }
  }
}
