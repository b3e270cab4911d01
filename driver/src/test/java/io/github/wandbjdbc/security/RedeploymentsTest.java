package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;

import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.StandIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An application that has closed its connections and deregistered its driver can be unloaded. */
class RedeploymentsTest {
  private static final int REDEPLOYMENTS = 12;
  private static final int RUNS = 3;
  private static final int STEPS = 300;

  @Test
  void twelveApplicationsOneAfterTheOtherLeaveOneAtMost() throws Exception {
    try (StandIn standIn = StandIn.start();
        Redeployments redeployments = new Redeployments()) {
      for (int i = 0; i < RUNS; i++) {
        standIn.holds(
            experiment("run" + i)
                .config("lr", 0.1 * i)
                .logging("loss")
                .forSteps(STEPS)
                .exported(Export.steps(0, STEPS / 2)));
      }

      for (int i = 0; i < REDEPLOYMENTS; i++) {
        redeployments.redeploy(url(standIn));
      }

      redeployments.awaitAtMostOne();
    }
  }

  private static String url(StandIn standIn) {
    return "jdbc:wandb://%s/lab/vision?password=%s"
        .formatted(
            standIn.hostAndPort(), URLEncoder.encode(StandIn.API_KEY, StandardCharsets.UTF_8));
  }
}
