package io.github.wandbjdbc.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.calcite.avatica.DriverVersion;

/** The name of the driver and its version, which the build writes into a resource. */
public final class ProductVersion {
  static final String PRODUCT = "Weights & Biases";
  static final String DRIVER_NAME = "wandb-jdbc";

  /** The version as released, such as {@code 0.1.0}. */
  public static final String TEXT = read();

  static final DriverVersion DRIVER =
      new DriverVersion(
          DRIVER_NAME, TEXT, PRODUCT, TEXT, false, part(0), part(1), part(0), part(1));

  private ProductVersion() {}

  private static String read() {
    try (InputStream resource = ProductVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (resource != null) {
        properties.load(resource);
      }
      return properties.getProperty("version", "0.0.0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int part(int index) {
    String[] parts = TEXT.split("[.-]", -1);
    return index < parts.length ? Integer.parseInt(parts[index]) : 0;
  }
}
