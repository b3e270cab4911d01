package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.TypeResolutionEnvironment;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.FragmentDefinition;
import graphql.parser.Parser;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.TypeResolver;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnionWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import graphql.validation.ValidationError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Executes GraphQL documents over {@link Api}, and notes what each one selected. */
@SuppressWarnings("NullAway") // GraphQL answers hold nulls, which Map's type can't say
final class GraphQlServer {
  private static final List<String> SCALARS =
      List.of("JSON", "JSONString", "DateTime", "Int64", "Duration");
  private static final Set<String> HEAVY =
      Set.of(
          "config",
          "summaryMetrics",
          "systemMetrics",
          "historyKeys",
          "history",
          "sampledHistory",
          "parquetHistory");

  /** The messages of graphql-java for each kind of flaw, to be given in the real server's words. */
  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("Field '(?<field>.*?)' in type '(?<type>.*?)' is undefined");

  private static final Pattern UNKNOWN_ARGUMENT =
      Pattern.compile("Unknown field argument '(?<argument>.*?)'");
  private static final Pattern HAS_PARTS =
      Pattern.compile("Subselection required for type '(?<type>.*?)' of field '(?<field>.*?)'");

  /** The whole schema is that of nearly all servers, and takes a while to make. */
  private static final GraphQL WHOLE = engine(new ServerSchema(Set.of(), Set.of()).definitions());

  private final Api api;
  private final StandIn standIn;
  private final RuntimeWiring wiring;
  private final Map<ServerSchema, GraphQL> engines = new ConcurrentHashMap<>();

  GraphQlServer(StandIn standIn) {
    this.standIn = standIn;
    this.api = new Api(standIn);
    this.wiring = wiring();
  }

  /** The engine that executes documents, without the fields and arguments that the server lacks. */
  private GraphQL engine() {
    ServerSchema schema = standIn.schema();
    return schema.isWhole()
        ? WHOLE
        : engines.computeIfAbsent(schema, other -> engine(other.definitions()));
  }

  /** The answer to a request, and what it asked for. */
  record Answer(
      int status,
      Map<String, Object> body,
      List<String> fields,
      Map<String, Map<String, Object>> arguments) {}

  Answer execute(String document, @Nullable String operation, Map<String, Object> variables) {
    Selection selection = new Selection();
    ExecutionInput input =
        ExecutionInput.newExecutionInput(document)
            .operationName(operation == null || operation.isEmpty() ? null : operation)
            .variables(variables)
            .locale(Locale.ROOT)
            .graphQLContext(Map.of(Selection.class, selection, RuntimeWiring.class, wiring))
            .build();
    GraphQL engine = engine();
    ExecutionResult result = engine.execute(input);
    int status = 200;
    List<Object> errors = new ArrayList<>();
    for (GraphQLError error : result.getErrors()) {
      Map<String, Object> specification = error.toSpecification();
      Wording.Flaw flaw =
          error instanceof ValidationError invalid
              ? flaw(invalid, document, engine.getGraphQLSchema())
              : null;
      errors.add(
          flaw == null
              ? specification
              : standIn.wording().error(flaw, specification.getOrDefault("locations", List.of())));
      status =
          error instanceof StandInException failure
              ? failure.status()
              : error instanceof ValidationError ? standIn.invalidStatus() : status;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    body.put("data", result.getData());
    return new Answer(status, body, selection.fields, selection.arguments);
  }

  /** The flaw of a document; null if it isn't one that servers word differently. */
  private static Wording.@Nullable Flaw flaw(
      ValidationError error, String document, GraphQLSchema schema) {
    String message = String.valueOf(error.getMessage());
    List<String> path = error.getQueryPath() == null ? List.of() : error.getQueryPath();
    String joined = String.join("/", path);
    Matcher field = UNKNOWN_FIELD.matcher(message);
    if (field.find()) {
      return new Wording.Flaw(field.group("type"), field.group("field"), null, null, joined);
    }
    Matcher argument = UNKNOWN_ARGUMENT.matcher(message);
    if (argument.find()) {
      String last = path.get(path.size() - 1);
      return new Wording.Flaw(
          parent(schema, document, path), last, argument.group("argument"), null, joined);
    }
    Matcher parts = HAS_PARTS.matcher(message);
    return parts.find()
        ? new Wording.Flaw("", parts.group("field"), null, parts.group("type"), joined)
        : null;
  }

  /**
   * The name of the type to which the last field of {@code path} belongs, which begins with the
   * name of a fragment where it leads through one.
   */
  private static String parent(GraphQLSchema schema, String document, List<String> path) {
    GraphQLFieldsContainer type = schema.getQueryType();
    for (String name : path.subList(0, path.size() - 1)) {
      GraphQLFieldDefinition field = type.getFieldDefinition(name);
      type =
          field == null
              ? schema.getObjectType(typeOfFragment(document, name))
              : (GraphQLFieldsContainer) GraphQLTypeUtil.unwrapAll(field.getType());
    }
    return type.getName();
  }

  private static String typeOfFragment(String document, String name) {
    return Parser.parse(document).getDefinitionsOfType(FragmentDefinition.class).stream()
        .filter(fragment -> fragment.getName().equals(name))
        .map(fragment -> fragment.getTypeCondition().getName())
        .findFirst()
        .orElseThrow();
  }

  private static final class Selection {
    private final List<String> fields = new ArrayList<>();
    private final Map<String, Map<String, Object>> arguments = new LinkedHashMap<>();

    synchronized void note(DataFetchingEnvironment environment) {
      String root = environment.getField().getName();
      note(root, environment.getArguments());
      environment
          .getSelectionSet()
          .getFields()
          .forEach(
              field -> note(root + "/" + plain(field.getQualifiedName()), field.getArguments()));
    }

    /** Without the names of types that stand before those of fields. */
    private static String plain(String qualified) {
      return qualified.replaceAll("[^/]*?\\.", "");
    }

    private void note(String path, Map<String, Object> given) {
      fields.add(path);
      if (!given.isEmpty()) {
        arguments.put(path, given);
      }
    }
  }

  /** Executes what the wiring of the server says that is asked. */
  private static GraphQL engine(TypeDefinitionRegistry definitions) {
    RuntimeWiring.Builder wiring =
        RuntimeWiring.newRuntimeWiring().wiringFactory(new SharedWiring());
    for (String scalar : SCALARS) {
      wiring.scalar(GraphQLScalarType.newScalar().name(scalar).coercing(new AsItIs()).build());
    }
    GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(definitions, wiring.build());
    return GraphQL.newGraphQL(schema)
        .defaultDataFetcherExceptionHandler(
            parameters -> {
              Throwable exception = parameters.getException();
              GraphQLError error =
                  exception instanceof StandInException failure
                      ? failure
                      : new StandInException(500, String.valueOf(exception), "INTERNAL");
              return CompletableFuture.completedFuture(
                  DataFetcherExceptionHandlerResult.newResult(error).build());
            })
        .build();
  }

  private RuntimeWiring wiring() {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    wiring.type(
        "Query",
        query ->
            query
                .dataFetcher(
                    "viewer",
                    environment -> noted(environment, standIn.knowsCaller() ? api.viewer() : null))
                .dataFetcher("serverInfo", environment -> noted(environment, Api.serverInfo()))
                .dataFetcher("project", this::project)
                .dataFetcher("model", this::project)
                .dataFetcher("models", this::projects)
                .dataFetcher("projects", this::projects)
                .dataFetcher("entity", this::entity)
                .dataFetcher(
                    "clientIDMapping",
                    environment -> api.things().byClient(environment.getArgument("clientID")))
                .dataFetcher(
                    "artifact",
                    environment ->
                        noted(environment, api.things().artifact(environment.getArgument("id")))));
    wiring.type(
        "Project",
        project ->
            project
                .dataFetcher(
                    "runCount",
                    environment ->
                        api.runCount(environment.getSource(), environment.getArgument("filters")))
                .dataFetcher("runs", this::runs)
                .dataFetcher(
                    "fields", environment -> api.fields(environment.getSource(), environment))
                .dataFetcher("run", this::run)
                .dataFetcher("bucket", this::run));
    wiring.type(
        "RunConnection",
        runs ->
            runs.dataFetcher("historyKeys", environment -> api.keysOfAll(environment.getSource())));
    api.things().wire(wiring);
    wiring.type("Run", run -> run.defaultDataFetcher(this::runField));
    return wiring.build();
  }

  private @Nullable Object project(DataFetchingEnvironment environment) {
    return noted(
        environment,
        standIn.mayRead()
            ? api.project(environment.getArgument("entityName"), environment.getArgument("name"))
            : null);
  }

  private @Nullable Object projects(DataFetchingEnvironment environment) {
    String entity = environment.getArgument("entityName");
    boolean known = standIn.mayRead() && (entity == null || standIn.entities().contains(entity));
    return noted(
        environment,
        known
            ? api.projects(
                entity, environment.getArgument("first"), environment.getArgument("after"))
            : null);
  }

  private @Nullable Object entity(DataFetchingEnvironment environment) {
    String name = environment.getArgument("name");
    return noted(environment, standIn.entities().contains(name) ? api.entity(name) : null);
  }

  private Object runs(DataFetchingEnvironment environment) {
    Map<String, Object> runs =
        api.runConnection(
            environment.getSource(),
            environment.getArgument("filters"),
            environment.getArgument("order"),
            environment.getArgument("first"),
            environment.getArgument("after"));
    api.bear(runs, isHeavy(environment), isByName(environment, "edges/node/"));
    return runs;
  }

  private @Nullable Object run(DataFetchingEnvironment environment) {
    Object run = api.run(environment.getSource(), environment.getArgument("name"));
    api.panicOver((Map<?, ?>) run, isByName(environment, ""));
    return run;
  }

  private static boolean isHeavy(DataFetchingEnvironment environment) {
    return environment.getSelectionSet().getFields().stream()
        .anyMatch(field -> HEAVY.contains(field.getName()));
  }

  private static boolean isByName(DataFetchingEnvironment environment, String prefix) {
    return environment.getSelectionSet().getFields(prefix + "*").stream()
        .allMatch(field -> field.getName().equals("name"));
  }

  private @Nullable Object runField(DataFetchingEnvironment environment) {
    Map<String, Object> source = environment.getSource();
    @SuppressWarnings("unchecked")
    Map<String, Object> project = (Map<String, Object>) source.get("project");
    return api.field(
        (Experiment) source.get("run"), project, environment.getField().getName(), environment);
  }

  private static @Nullable Object noted(
      DataFetchingEnvironment environment, @Nullable Object value) {
    Selection selection = environment.getGraphQlContext().get(Selection.class);
    selection.note(environment);
    return value;
  }

  /** The variables of a request's body. */
  static Map<String, Object> variables(JsonNode body) {
    JsonNode variables = body.path("variables");
    if (!variables.isObject()) {
      return Map.of();
    }
    return Api.JSON.convertValue(
        variables,
        Api.JSON
            .getTypeFactory()
            .constructMapType(LinkedHashMap.class, String.class, Object.class));
  }

  /** Scalars that are what JSON made of them. */
  private static final class AsItIs implements Coercing<Object, Object> {
    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      return input;
    }

    @Override
    public Object parseLiteral(
        graphql.language.Value<?> input,
        graphql.execution.CoercedVariables variables,
        GraphQLContext context,
        Locale locale) {
      if (input instanceof graphql.language.StringValue text) {
        return text.getValue();
      } else if (input instanceof graphql.language.IntValue number) {
        return number.getValue();
      }
      return input;
    }
  }

  /**
   * Each server resolves fields in its own way. Of interfaces and unions each value says what it
   * is, or is a collection.
   */
  private static final class SharedWiring implements WiringFactory {
    @Override
    public DataFetcher<?> getDefaultDataFetcher(FieldWiringEnvironment environment) {
      String type = environment.getParentType().getName();
      String field = environment.getFieldDefinition().getName();
      DataFetcher<?> property = PropertyDataFetcher.fetching(field);
      return asked -> {
        RuntimeWiring wiring = asked.getGraphQlContext().get(RuntimeWiring.class);
        DataFetcher<?> ofType = wiring.getDefaultDataFetcherForType(type);
        return wiring
            .getDataFetchersForType(type)
            .getOrDefault(field, ofType == null ? property : ofType)
            .get(asked);
      };
    }

    @Override
    public boolean providesTypeResolver(InterfaceWiringEnvironment environment) {
      return true;
    }

    @Override
    public TypeResolver getTypeResolver(InterfaceWiringEnvironment environment) {
      return SharedWiring::resolve;
    }

    @Override
    public boolean providesTypeResolver(UnionWiringEnvironment environment) {
      return true;
    }

    @Override
    public TypeResolver getTypeResolver(UnionWiringEnvironment environment) {
      return SharedWiring::resolve;
    }

    private static GraphQLObjectType resolve(TypeResolutionEnvironment environment) {
      Map<String, Object> value = environment.getObject();
      GraphQLSchema schema = environment.getSchema();
      Object stated = value.containsKey("run") ? "Run" : value.get("__typename");
      GraphQLObjectType type =
          schema.getObjectType(stated == null ? "ArtifactSequence" : stated.toString());
      // An old sequence isn't what collections are.
      return stated != null || !type.getInterfaces().isEmpty()
          ? type
          : schema.getObjectType("ArtifactPortfolio");
    }
  }
}
