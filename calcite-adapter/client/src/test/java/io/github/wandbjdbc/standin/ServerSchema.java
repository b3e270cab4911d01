package io.github.wandbjdbc.standin;

import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The schema of a server that lacks members of W&amp;B's, or has objects where this has values.
 * Both are told by coordinates: {@code Run.host}, {@code Run.files(pattern:)}, or by the name alone
 * of fields and arguments wherever they are.
 *
 * @param lacking what isn't there
 * @param parted fields that are objects
 */
@SuppressWarnings("rawtypes") // graphql-java's own lists are of raw types
record ServerSchema(Set<String> lacking, Set<String> parted) {
  /** Held as parsed, since each stand-in wants it. */
  private static final Document WHOLE =
      Parser.parse(
          read("schema.graphqls") + read("newer.graphqls") + "type Parts { value: String }");

  private static final Set<String> INTERFACES_OF_NOBODY =
      Set.of("Node", "ArtifactConnectionType", "ArtifactEdgeType");

  private static final Set<String> COLLECTIONS = Set.of("ArtifactSequence", "ArtifactPortfolio");

  ServerSchema {
    lacking = Set.copyOf(lacking);
    parted = Set.copyOf(parted);
  }

  boolean isWhole() {
    return lacking.isEmpty() && parted.isEmpty();
  }

  /** The schema in the reference alone, without what the official client asks for besides. */
  static TypeDefinitionRegistry reference() {
    return new SchemaParser().parse(read("schema.graphqls"));
  }

  TypeDefinitionRegistry definitions() {
    List<Definition> definitions = new ArrayList<>();
    for (Definition<?> definition : WHOLE.getDefinitions()) {
      definitions.add(changed(definition));
    }
    return new SchemaParser().buildRegistry(WHOLE.transform(it -> it.definitions(definitions)));
  }

  private Definition<?> changed(Definition<?> definition) {
    if (definition instanceof ObjectTypeExtensionDefinition type) {
      List<FieldDefinition> fields = fields(type.getName(), type.getFieldDefinitions());
      return type.transformExtension(it -> it.fieldDefinitions(fields));
    } else if (definition instanceof ObjectTypeDefinition type) {
      List<FieldDefinition> fields = fields(type.getName(), type.getFieldDefinitions());
      return type.transform(it -> it.fieldDefinitions(fields).implementz(interfaces(type)));
    } else if (definition instanceof InterfaceTypeDefinition type) {
      List<FieldDefinition> fields = fields(type.getName(), type.getFieldDefinitions());
      return type.transform(it -> it.definitions(fields));
    }
    return definition;
  }

  /** A type that is told to lack something isn't what its interfaces say. */
  private List<Type> interfaces(ObjectTypeDefinition type) {
    boolean isTold =
        Stream.concat(lacking.stream(), parted.stream())
            .anyMatch(name -> name.startsWith(type.getName() + "."));
    return type.getImplements().stream()
        .filter(
            it -> INTERFACES_OF_NOBODY.contains(((TypeName) it).getName()) ? isWhole() : !isTold)
        .toList();
  }

  private List<FieldDefinition> fields(String type, List<FieldDefinition> all) {
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldDefinition field : all) {
      String coordinate = type + "." + field.getName();
      if (lacking.contains(coordinate) || lacking.contains(field.getName())) {
        continue;
      }
      List<InputValueDefinition> arguments =
          field.getInputValueDefinitions().stream()
              .filter(
                  it ->
                      !lacking.contains(it.getName())
                          && !lacking.contains("%s(%s:)".formatted(coordinate, it.getName())))
              .toList();
      boolean isParted =
          parted.contains(coordinate)
              || parted.contains(field.getName())
              || (COLLECTIONS.contains(type)
                  && parted.contains("ArtifactCollection." + field.getName()));
      fields.add(
          arguments.size() == field.getInputValueDefinitions().size() && !isParted
              ? field
              : field.transform(
                  it ->
                      it.inputValueDefinitions(arguments)
                          .type(isParted ? new TypeName("Parts") : field.getType())));
    }
    return fields;
  }

  private static String read(String resource) {
    try (var in = Objects.requireNonNull(ServerSchema.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
