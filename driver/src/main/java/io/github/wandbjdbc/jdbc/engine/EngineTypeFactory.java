package io.github.wandbjdbc.jdbc.engine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;

/** Makes SQL types whose text is Unicode: Calcite's own would refuse a literal in Japanese. */
final class EngineTypeFactory extends JavaTypeFactoryImpl {

  EngineTypeFactory() {
    super(EngineTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
