package io.github.wandbjdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packages of all modules, and which depends on which. */
class PackagesTest {
  private static final String BASE = "io.github.wandbjdbc";
  private static final int MOST_FILES = 40;
  private static final int LARGEST_RING = 4;

  /** They give each other out, as java.sql has it: a connection statements, these it. */
  private static final Set<String> JDBC_OBJECTS =
      Set.of(
          "ConnectionSettings",
          "EmptyMetadata",
          "MetadataFacts",
          "MetadataScope",
          "ParameterSetters",
          "StatementSettings",
          "WandbConnection",
          "WandbDatabaseMetaData",
          "WandbDriver",
          "WandbFactory",
          "WandbPreparedStatement",
          "WandbResultSet",
          "WandbStatement");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(BASE);

  @Test
  void modulesDependOnThoseBelowThem() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".client..", BASE + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            BASE + ".schema..",
            BASE + ".push..",
            BASE + ".scan..",
            BASE + ".predicates..",
            BASE + ".rows..",
            BASE + ".jdbc..",
            BASE + ".cli..")
        .check(OURS);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".engine..")
        .check(OURS);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".client..")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".jdbc..", BASE + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".jdbc..", BASE + ".cli..")
        .check(OURS);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void noPackageHasMoreThanFortyFiles() {
    Map<String, Set<String>> files = new TreeMap<>();
    for (JavaClass one : OURS) {
      one.getSource()
          .flatMap(source -> source.getFileName())
          .ifPresent(
              file ->
                  files.computeIfAbsent(one.getPackageName(), name -> new TreeSet<>()).add(file));
    }

    files.values().removeIf(of -> of.size() <= MOST_FILES);

    assertThat(files).isEmpty();
  }

  @Test
  void noFiveClassesFormARingButTheJdbcObjects() {
    List<Set<String>> large = new ArrayList<>();
    Map<String, List<JavaClass>> packages =
        OURS.stream().collect(groupingBy(JavaClass::getPackageName));
    packages
        .values()
        .forEach(
            classes ->
                Rings.among(classes).stream()
                    .filter(ring -> ring.size() > LARGEST_RING)
                    .forEach(large::add));

    assertThat(large).singleElement().isEqualTo(JDBC_OBJECTS);
  }
}
