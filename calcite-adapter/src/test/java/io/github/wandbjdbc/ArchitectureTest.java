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
import org.junit.jupiter.api.Test;

/**
 * The arrows between the packages of the adapter, and what holds in the modules below it as well.
 */
class ArchitectureTest {
  private static final String BASE = "io.github.wandbjdbc";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(BASE);

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

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schema")
        .definedBy(BASE + ".schema..")
        .layer("push")
        .definedBy(BASE + ".push..")
        .layer("scan")
        .definedBy(BASE + ".scan..")
        .layer("predicates")
        .definedBy(BASE + ".predicates..")
        .layer("rows")
        .definedBy(BASE + ".rows..")
        .whereLayer("schema")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("push")
        .mayOnlyBeAccessedByLayers("schema")
        .whereLayer("scan")
        .mayOnlyBeAccessedByLayers("schema", "push")
        .whereLayer("predicates")
        .mayOnlyBeAccessedByLayers("schema", "push", "scan")
        .whereLayer("rows")
        .mayOnlyBeAccessedByLayers("schema", "push", "scan", "predicates")
        .check(OURS);
  }

  @Test
  void onlyTheBuilderOfSchemasAndWhatConfiguresItKnowSourcesInParticular() {
    noClasses()
        .that()
        .resideInAnyPackage(
            BASE + ".schema..",
            BASE + ".push..",
            BASE + ".scan..",
            BASE + ".predicates..",
            BASE + ".rows..")
        .and()
        .haveNameNotMatching(
            ".*[.](WandbSchemaBuilder|ConnectionProperty|ConnectionConfiguration)([$].*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".client.api..", BASE + ".client.files..")
        .check(OURS);
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
