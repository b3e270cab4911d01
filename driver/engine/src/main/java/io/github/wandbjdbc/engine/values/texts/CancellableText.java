package io.github.wandbjdbc.engine.values.texts;

/** A text that looks now and then while it is read, since who reads it can't be interrupted. */
final class CancellableText implements CharSequence {
  private final String text;
  private final Runnable look;
  private final int every;
  private int reads;

  /** Looks every so many reads. */
  CancellableText(String text, Runnable look, int every) {
    this.text = text;
    this.look = look;
    this.every = every;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads >= every) {
      reads = 0;
      look.run();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
