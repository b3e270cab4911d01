package io.github.wandbjdbc.client.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.graphql.AskedDocument;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.http.Complaint;
import io.github.wandbjdbc.client.api.http.Complaint.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complaints of servers about invalid documents, each in its own words. */
class ComplaintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Cannot query field \"host\" on type \"Run\".|UNKNOWN_FIELD|Run|host|",
        "Cannot query field 'host' on type 'Run'. Did you mean 'history'?|UNKNOWN_FIELD|Run|host|",
        "Cannot query field \"host\" on type \"Run\". Did you mean to use an inline fragment on \"X\"?|UNKNOWN_FIELD|Run|host|",
        "GRAPHQL_VALIDATION_FAILED: Cannot query field `host` on type `Run`|UNKNOWN_FIELD|Run|host|",
        "Unknown field \"host\" on type \"Run\". Did you mean \"history\"?|UNKNOWN_FIELD|Run|host|",
        "Validation error (FieldUndefined@[project/run/host]) : Field 'host' in type 'Run' is undefined|UNKNOWN_FIELD|Run|host|",
        "Validation error of type FieldUndefined: Field 'host' in type 'Run' is undefined @ 'project/run/host'|UNKNOWN_FIELD|Run|host|",
        "Field 'host' doesn't exist on type 'Run'|UNKNOWN_FIELD|Run|host|",
        "field 'host' not found in type: 'Run'|UNKNOWN_FIELD|Run|host|",
        "The field `host` does not exist on the type `Run`.|UNKNOWN_FIELD|Run|host|",
        "type `Run` does not have a field `host`|UNKNOWN_FIELD|Run|host|",
        "Cannot query field \"host\"|UNKNOWN_FIELD||host|",
        "Field \"host\" argument \"of\" of type \"ID!\" is required, but it was not provided.|UNKNOWN_FIELD||host|",
        "Unknown argument \"pattern\" on field \"files\" of type \"Run\".|UNKNOWN_ARGUMENT|Run|files|pattern",
        "Unknown argument \"pattern\" on field \"Run.files\". Did you mean \"path\"?|UNKNOWN_ARGUMENT|Run|files|pattern",
        "Unknown argument \"pattern\" on field \"files\".|UNKNOWN_ARGUMENT||files|pattern",
        "Validation error (UnknownArgument@[project/run/files]) : Unknown field argument 'pattern'|UNKNOWN_ARGUMENT||files|pattern",
        "Validation error of type UnknownArgument: Unknown field argument pattern @ 'project/run/files'|UNKNOWN_ARGUMENT||files|pattern",
        "Field 'files' doesn't accept argument 'pattern'|UNKNOWN_ARGUMENT||files|pattern",
        "Unknown argument \"pattern\"|UNKNOWN_ARGUMENT|||pattern",
        "Field \"tags\" of type \"[Tag!]!\" must have a selection of subfields. Did you mean \"tags { ... }\"?|HAS_PARTS||tags|",
        "Field \"tags\" of type \"[Tag!]!\" must have a sub selection.|HAS_PARTS||tags|",
        "Field \"tags\" must have a selection of subfields|HAS_PARTS||tags|",
        "Validation error (SubselectionRequired@[artifact/tags]) : Subselection required for type 'Tag' of field 'tags'|HAS_PARTS||tags|",
        "Validation error of type SubSelectionRequired: Sub selection required for type Tag of field tags @ 'artifact/tags'|HAS_PARTS||tags|",
        "Field must have selections (field 'tags' returns Tag but has no selections. Did you mean 'tags { ... }'?)|HAS_PARTS||tags|",
        "Field \"user\" must not have a selection since type \"String\" has no subfields.|HAS_NO_PARTS||user|",
        "Field \"user\" of type \"String\" must not have a sub selection.|HAS_NO_PARTS||user|",
        "Validation error (SubselectionNotAllowed@[x]) : Subselection not allowed on leaf type 'String' of field 'user'|HAS_NO_PARTS||user|",
        "Selections can't be made on scalars (field 'user' returns String but has selections [\"name\"])|HAS_NO_PARTS||user|",
      })
  void eachWordingIsUnderstood(
      String message,
      Kind kind,
      @Nullable String type,
      @Nullable String field,
      @Nullable String argument) {
    assertThat(Complaint.in(message, 7)).contains(new Complaint(kind, type, field, argument, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid filter: column \"summary.x\" doesn't exist",
        "Argument \"filters\" has invalid value \"{\".",
        "Variable \"$first\" got invalid value \"x\"; Expected type Int.",
        "Variable \"$count\" is never used in operation \"Runs\".",
        "project not found",
        "graphql: panic occurred",
        "permission denied",
        "rate limit exceeded",
        "",
      })
  void otherTroubleIsNoComplaint(String message) {
    assertThat(Complaint.in(message, 1)).isEmpty();
  }

  @Test
  void aFieldOfAnotherTypeIsNotMeant() {
    AskedDocument reports = Document.REPORTS.asked(Set.of(), Set.of());

    assertThat(blamed(reports, "Cannot query field \"username\" on type \"User\".", 0))
        .containsExactly("User.username");
    assertThat(blamed(reports, "Cannot query field \"cursor\" on type \"User\".", 0)).isEmpty();
    assertThat(blamed(reports, "Cannot query field \"host\" on type \"Run\".", 0)).isEmpty();
  }

  @Test
  void whereTheTypeIsNotSaidTheLineTells() {
    AskedDocument files = Document.RUN_ARTIFACTS.asked(Set.of(), Set.of());
    int line = lineOf(files, "entityName") - 1;

    assertThat(blamed(files, "Cannot query field \"name\"", line)).containsExactly("Project.name");
    assertThat(blamed(files, "Cannot query field \"name\"", 0))
        .contains("Project.name", "ArtifactType.name", "Run.name");
    assertThat(blamed(files, "Cannot query field \"name\" on type \"ArtifactKind\".", line))
        .containsExactly("Project.name");
    assertThat(blamed(files, "Cannot query field \"name\" on type \"ArtifactKind\".", 0)).isEmpty();
  }

  @Test
  void aTypeByAnotherNameIsKnownByItsOnlyField() {
    AskedDocument runs = Document.RUN.asked(EnumSet.allOf(RunField.class), Set.of());

    assertThat(blamed(runs, "Cannot query field \"host\" on type \"RunNode\".", 0))
        .containsExactly("Run.host");
  }

  @Test
  void partsAreWantingOnlyWhereNoneAreSelected() {
    AskedDocument versions = Document.ARTIFACT_VERSIONS.asked(Set.of(), Set.of());

    assertThat(blamed(versions, "Field \"tags\" must have a sub selection.", 0)).isEmpty();
    assertThat(blamed(versions, "Field \"tags\" must not have a sub selection.", 0))
        .containsExactly("Artifact.tags");
    assertThat(blamed(versions, "Field \"size\" must have a sub selection.", 0))
        .containsExactly("Artifact.size");
  }

  @Test
  void argumentsAreThoseOfTheirField() {
    AskedDocument files = Document.FILES.asked(Set.of(), Set.of());

    assertThat(blamed(files, "Unknown argument \"pattern\"", 0))
        .containsExactly("Run.files(pattern:)");
    assertThat(blamed(files, "Unknown argument \"pattern\" on field \"url\".", 0)).isEmpty();
  }

  private static int lineOf(AskedDocument document, String text) {
    int line = 1;
    for (String each : document.text().split("\n", -1)) {
      if (each.strip().equals(text)) {
        return line;
      }
      line++;
    }
    throw new AssertionError(text);
  }

  private static Set<String> blamed(AskedDocument document, String message, int line) {
    Set<String> names = new java.util.LinkedHashSet<>();
    document
        .blamedBy(Complaint.in(message, line).orElseThrow())
        .forEach(member -> names.add(member.toString()));
    return names;
  }
}
