package io.github.wandbjdbc.client.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.Validator;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.DocumentParts.Part;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our documents, held against W&amp;B's own schema. */
class DocumentsTest {
  private static final GraphQLSchema REFERENCE = StandIn.referenceSchema();

  private static final Pattern COORDINATE =
      Pattern.compile("(?<type>\\w+)\\.(?<field>\\w+)(?:\\((?<argument>\\w+):\\))?");

  @ParameterizedTest
  @EnumSource(Document.class)
  void eachIsValidButForWhatItSaysIsNewer(Document document) {
    Set<Member> newer = new LinkedHashSet<>();

    for (Part part : DocumentParts.of(document)) {
      if (!isInSchema(member(part))) {
        newer.add(member(part));
        assertThat(part.isOptional()).as(part.coordinate()).isTrue();
        assertThat(DocumentParts.text(document))
            .containsPattern("\\b%s\\b.*newer".formatted(member(part).field()));
      }
    }

    assertValid(document, newer);
  }

  @ParameterizedTest
  @EnumSource(Document.class)
  void eachBlockSaysOfWhichTypeItSelects(Document document) {
    for (Part part : DocumentParts.of(document)) {
      Member member = member(part);
      if (part.typeOfParts() != null && isInSchema(member)) {
        assertThat(
                GraphQLTypeUtil.unwrapAll(Objects.requireNonNull(definition(member)).getType())
                    .getName())
            .as(part.coordinate())
            .isEqualTo(part.typeOfParts());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Document.class)
  void eachIsValidWithoutAnyOfItsOptionalParts(Document document) {
    Set<Member> all = new LinkedHashSet<>();
    for (Part part : DocumentParts.of(document)) {
      if (part.isOptional()) {
        all.add(member(part));
        assertValid(document, Set.of(member(part)));
      }
    }

    assertValid(document, all);
  }

  @ParameterizedTest
  @EnumSource(Document.class)
  void whatIsVitalTakesTheDocumentWithItOrAnOptionalPart(Document document) {
    for (Part part : DocumentParts.of(document)) {
      AskedDocument asked = asked(document, Set.of(member(part)));

      if (asked.missing() == null) {
        assertThat(asked.lost()).as(part.coordinate()).isNotEmpty();
        assertValid(document, Set.of(member(part)));
      } else {
        assertThat(asked.missing()).isEqualTo(member(part));
        assertThat(part.isOptional()).isFalse();
      }
    }
  }

  @Test
  void whatIsSelectedOfAFieldIsAlwaysPartsOrNever() {
    Map<String, Set<Boolean>> shapes = new TreeMap<>();

    for (Document document : Document.values()) {
      for (Part part : DocumentParts.of(document)) {
        shapes.computeIfAbsent(part.coordinate(), any -> new TreeSet<>()).add(part.isLeaf());
      }
    }

    assertThat(shapes).allSatisfy((coordinate, shape) -> assertThat(shape).hasSize(1));
  }

  @Test
  void variablesGoWithTheLastThatUsesThem() {
    AskedDocument asked =
        asked(
            Document.FILES,
            Set.of(new Member("Run", "files", "pattern"), Member.field("FileEdge", "cursor")));

    assertThat(asked.variables())
        .containsExactly("entity", "project", "run", "first", "after", "names");
    assertThat(asked.text())
        .contains("files(first: $first, after: $after, names: $names) {")
        .contains("url(upload: false)")
        .doesNotContain("pattern", " cursor", "#");
  }

  @Test
  void directivesStay() {
    assertThat(asked(Document.HISTORY, Set.of()).text())
        .contains("historyKeys @include(if: $keys)\n");
  }

  @Test
  void aliasesAreAskedForAsTheFieldsThatTheyStandFor() {
    DocumentParser.Parsed parsed =
        DocumentParser.parse(
            """
            query Counts($a: JSONString, $b: [String!]! = [], $c: Boolean!) { # Query
              project(name: "x # y", entityName: "\\"z") { # Project
                # Not behind anything, so that it marks nothing.
                all: runCount
                some: runCount(filters: $a) @include(if: $c) # optional
                runs(names: ["p", "q"]) { # RunConnection, optional: nothing is there
                  ... on RunConnection { # RunConnection
                    totalCount
                  }
                }
                node: run(name: $b) { # Run
                  name
                }
              }
            }
            """);

    AskedDocument whole = new AskedDocument(parsed, null, any -> true, Set.of(), all -> true);
    AskedDocument less =
        new AskedDocument(
            parsed,
            null,
            any -> true,
            Set.of(
                new Member("Project", "runCount", "filters"),
                Member.field("RunConnection", "totalCount")),
            all -> true);

    assertThat(whole.text())
        .isEqualTo(
            """
            query Counts($a: JSONString, $b: [String!]!=[], $c: Boolean!) {
              project(name: "x # y", entityName: "\\"z") {
                all: runCount
                some: runCount(filters: $a) @include(if: $c)
                runs(names: ["p" "q"]) {
                  ... on RunConnection {
                    totalCount
                  }
                }
                node: run(name: $b) {
                  name
                }
              }
            }
            """);
    assertThat(less.text())
        .isEqualTo(
            """
            query Counts($b: [String!]!=[]) {
              project(name: "x # y", entityName: "\\"z") {
                all: runCount
                node: run(name: $b) {
                  name
                }
              }
            }
            """);
    assertThat(less.lost())
        .containsExactly(
            new DocumentPruner.Lost(new Member("Project", "runCount", "filters"), ""),
            new DocumentPruner.Lost(
                Member.field("RunConnection", "totalCount"), "nothing is there"));
  }

  @Test
  void eachFieldOfARunIsAskedForByItself() {
    for (RunField field : RunField.values()) {
      AskedDocument asked = Document.RUN.asked(EnumSet.of(RunField.ID, field), Set.of());

      assertThat(flaws(asked.text())).as(field.toString()).isEmpty();
      // A fork's parent is asked for its own, and so on.
      boolean isOfFork = field == RunField.FORKED_FROM || field == RunField.FORKED_AT_STEP;
      // The machine and the program are several facts.
      int most = isOfFork ? 40 : field == RunField.ENVIRONMENT ? 30 : 16;
      assertThat(asked.text().lines().count()).isLessThan(most);
    }
  }

  private static void assertValid(Document document, Set<Member> lacking) {
    AskedDocument asked = asked(document, lacking);

    assertThat(asked.missing()).as(lacking.toString()).isNull();
    assertThat(flaws(asked.text())).as(asked.text()).isEmpty();
  }

  private static AskedDocument asked(Document document, Set<Member> lacking) {
    Set<RunField> fields =
        DocumentParts.hasRunFields(document) ? EnumSet.allOf(RunField.class) : Set.of();
    return document.asked(fields, lacking);
  }

  private static List<String> flaws(String text) {
    List<String> flaws = new ArrayList<>();
    new Validator()
        .validateDocument(REFERENCE, Parser.parse(text), Locale.ROOT)
        .forEach(error -> flaws.add(error.getMessage()));
    return flaws;
  }

  private static Member member(Part part) {
    Matcher matcher = COORDINATE.matcher(part.coordinate());
    assertThat(matcher.matches()).isTrue();
    return new Member(matcher.group("type"), matcher.group("field"), matcher.group("argument"));
  }

  private static boolean isInSchema(Member member) {
    if (member.field().equals("__typename")) {
      return true;
    }
    GraphQLFieldDefinition field = definition(member);
    return field != null
        && (member.argument() == null || field.getArgument(member.argument()) != null);
  }

  private static @Nullable GraphQLFieldDefinition definition(Member member) {
    return REFERENCE.getType(member.type()) instanceof GraphQLFieldsContainer type
        ? type.getFieldDefinition(member.field())
        : null;
  }
}
