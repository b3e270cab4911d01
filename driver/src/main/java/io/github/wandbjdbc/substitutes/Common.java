package io.github.wandbjdbc.substitutes;

/**
 * The messages of Avatica's remote driver that its other classes name when they are initialized.
 * Nothing is ever sent, so all that these need is to be there: real ones would bring protobuf, and
 * the parsing of their descriptions, into each start.
 */
public final class Common {
  private Common() {}

  /** Of a column. */
  public static final class ColumnMetaData {
    private ColumnMetaData() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }
  }

  /** Of a value. */
  public static final class ColumnValue {
    private ColumnValue() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }
  }

  /** Of a connection. */
  public static final class ConnectionProperties {
    private ConnectionProperties() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }
  }

  /** Of how rows are made. */
  public static final class CursorFactory {
    private CursorFactory() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }
  }

  /** Of a statement. */
  public static final class Signature {
    private Signature() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }
  }

  /** Of a statement's name. */
  public static final class StatementHandle {
    private StatementHandle() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }
  }

  /** Of a parameter's value. */
  public static final class TypedValue {
    private TypedValue() {}

    public static Descriptors.Descriptor getDescriptor() {
      return Descriptors.NONE;
    }

    public static Builder newBuilder() {
      return new Builder();
    }

    /** Makes the one message that Avatica makes ahead, of NULL. */
    public static final class Builder {
      private Builder() {}

      @SuppressWarnings("unused")
      public Builder setImplicitlyNull(boolean value) {
        return this;
      }

      public TypedValue build() {
        return new TypedValue();
      }
    }
  }
}
