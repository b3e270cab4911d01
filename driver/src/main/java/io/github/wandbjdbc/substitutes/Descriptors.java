package io.github.wandbjdbc.substitutes;

import org.jspecify.annotations.Nullable;

/** Protobuf's descriptions of messages, of which there are none. */
public final class Descriptors {
  static final Descriptor NONE = new Descriptor();

  private Descriptors() {}

  /** The description of a message. */
  public static final class Descriptor {
    private Descriptor() {}

    /** The description of a member: null, as Avatica's classes keep it for their remote driver. */
    public @Nullable FieldDescriptor findFieldByNumber(int number) {
      return null;
    }
  }

  /** The description of a member. */
  public static final class FieldDescriptor {
    private FieldDescriptor() {}
  }
}
