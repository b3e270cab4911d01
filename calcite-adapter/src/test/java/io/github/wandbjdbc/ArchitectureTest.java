package io.github.wandbjdbc;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import org.junit.jupiter.api.Test;

/** The arrows between our packages. */
class ArchitectureTest {
  private static final String BASE = "io.github.wandbjdbc";

  private static final JavaClasses OURS =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(BASE);

  /** Without what is generated for the parser. */
  private static final JavaClasses WRITTEN =
      OURS.that(
          DescribedPredicate.describe(
              "are written by hand",
              one ->
                  !one.getPackageName().equals(BASE + ".engine.grammar")
                      || !one.getName()
                          .matches(
                              ".*\\.(SqlGrammar.*|ParseException|SimpleCharStream|Token|TokenMgrError)")));

  private static final JavaClasses TESTS =
      new ClassFileImporter().withImportOption(new OnlyIncludeTests()).importPackages(BASE);

  @Test
  void theClientKnowsNeitherCalciteNorSql() {
    noClasses()
        .that()
        .resideInAPackage("..client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite..", "java.sql..", "javax.sql..")
        .check(OURS);
  }

  @Test
  void thePortKnowsNoneOfItsSources() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".client")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".client.api..", BASE + ".client.files..")
        .check(OURS);
  }

  @Test
  void sourcesDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("..client.api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..client.files..")
        .allowEmptyShould(true)
        .check(OURS);
    noClasses()
        .that()
        .resideInAPackage("..client.files..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..client.api..")
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void whoReadsExportedFilesDoesNotKnowWhereTheyAre() {
    noClasses()
        .that()
        .resideInAPackage("..client.parquet..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..client.api..", "..client.files..", "okhttp3..", "java.net..")
        .check(OURS);
  }

  @Test
  void whoKeepsFilesDoesNotKnowWhereTheyAreFromOrWhatTheyHold() {
    noClasses()
        .that()
        .resideInAPackage("..client.cache..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..client.api..", "..client.files..", "..client.parquet..", "okhttp3..")
        .check(OURS);
  }

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schema")
        .definedBy(BASE + ".schema..")
        .layer("plan")
        .definedBy(BASE + ".plan..")
        .layer("rows")
        .definedBy(BASE + ".rows..")
        .layer("client")
        .definedBy(BASE + ".client..")
        .whereLayer("schema")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("schema")
        .whereLayer("rows")
        .mayOnlyBeAccessedByLayers("schema", "plan")
        .check(OURS);
  }

  @Test
  void onlyTheBuilderOfSchemasKnowsSourcesInParticular() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".schema..", BASE + ".plan..", BASE + ".rows..")
        .and()
        .haveNameNotMatching(".*[.](WandbSchemaBuilder|Operands)([$].*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".client.api..", BASE + ".client.files..")
        .check(OURS);
  }

  @Test
  void theStandInDoesNotKnowTheClient() {
    noClasses()
        .that()
        .resideInAPackage("..standin..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            BASE + ".client..", BASE + ".rows..", BASE + ".plan..", BASE + ".schema..")
        .allowEmptyShould(true)
        .check(TESTS);
  }

  @Test
  void nothingIsLookedUpInDirectoriesDeserialisedOrStarted() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.naming..", "javax.security.auth..", "javax.script..", "java.rmi..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLClassLoader")
        .orShould()
        .callMethodWhere(
            target(name("exec"))
                .and(target(owner(assignableTo(Runtime.class))))
                .or(target(name("forName")).and(target(owner(assignableTo(Class.class))))))
        .check(OURS);
  }

  @Test
  void nothingIsPrinted() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(WRITTEN);
  }

  @Test
  void classesThatOthersMayUseAreFinal() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(WRITTEN);
  }
}
