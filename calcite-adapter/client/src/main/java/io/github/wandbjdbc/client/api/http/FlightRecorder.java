package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.diagnostics.CallRecord;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * Tells Java Flight Recorder of requests, where the runtime has it and it was started: to make a
 * class of events known takes as long as some requests.
 */
final class FlightRecorder {
  private static final boolean IS_THERE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecorder() {}

  static void note(CallRecord call) {
    if (IS_THERE && jdk.jfr.FlightRecorder.isInitialized()) {
      RequestEvent.of(call).commit();
    }
  }

  /** As {@code jfr print --events io.github.wandbjdbc.Request} shows it. */
  @Name("io.github.wandbjdbc.Request")
  @Label("Weights & Biases Request")
  @Category("Weights & Biases")
  @Description("An attempt at a request to the API, as it ended")
  @StackTrace(false)
  @SuppressWarnings("UnusedVariable") // The recorder reads them.
  static final class RequestEvent extends Event {
    @Label("Operation")
    private String operation = "";

    @Label("Subject")
    private String subject = "";

    @Label("Attempt")
    private int attempt;

    @Label("Waited")
    @Timespan
    private long waited;

    @Label("Took")
    @Timespan
    private long took;

    @Label("Bytes")
    @DataAmount
    private long bytes;

    @Label("Status")
    private int status;

    @Label("Failure")
    private @Nullable String failure;

    private static RequestEvent of(CallRecord call) {
      RequestEvent event = new RequestEvent();
      if (event.isEnabled()) {
        event.operation = call.operation();
        event.subject = call.subject();
        event.attempt = call.attempt();
        event.waited = call.waited().toNanos();
        event.took = call.took().toNanos();
        event.bytes = call.bytes();
        event.status = call.status() == null ? 0 : call.status();
        event.failure = call.failure();
      }
      return event;
    }
  }
}
