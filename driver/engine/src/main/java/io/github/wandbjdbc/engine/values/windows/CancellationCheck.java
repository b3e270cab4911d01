package io.github.wandbjdbc.engine.values.windows;

/** Counts the turns of loops, and looks every 1,024 whether they are to end. */
public final class CancellationCheck {
  private static final int TURNS = 1024;

  private final Runnable look;
  private int turns;

  /** Looks by {@code look}, which ends loops by throwing. */
  public CancellationCheck(Runnable look) {
    this.look = look;
  }

  /** One turn more. */
  public void turn() {
    if (++turns >= TURNS) {
      turns = 0;
      look.run();
    }
  }
}
