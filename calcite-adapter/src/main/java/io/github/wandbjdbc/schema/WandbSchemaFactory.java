package io.github.wandbjdbc.schema;

import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Makes a schema of a Calcite model file, whose {@code operand} holds connection properties as the
 * driver knows them:
 *
 * <pre>{@code
 * {"name": "wandb", "type": "custom",
 *  "factory": "io.github.wandbjdbc.schema.WandbSchemaFactory",
 *  "operand": {"entity": "my-team", "project": "vision"}}
 * }</pre>
 *
 * <p>An API key is better kept out of the file: {@code WANDB_API_KEY} and the netrc file are looked
 * into. {@code directory} names local run files instead, relative to the model file.
 */
public final class WandbSchemaFactory implements SchemaFactory {

  /** A factory, as Calcite makes it. */
  public WandbSchemaFactory() {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if an operand is unknown, or its value can't be
   */
  @Override
  public Schema create(SchemaPlus parent, String name, Map<String, Object> operands) {
    return Operands.read(operands, WandbSchema.builder()).build().schema();
  }
}
