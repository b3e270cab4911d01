package io.github.wandbjdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.github.wandbjdbc.jdbc", "io.github.wandbjdbc.cli"},
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule theEngineKnowsNothingOfTheJdbcObjects =
      noClasses()
          .that()
          .resideInAPackage("..jdbc.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.wandbjdbc.jdbc", "io.github.wandbjdbc.cli");

  @ArchTest
  static final ArchRule theEngineKnowsNoSource =
      noClasses()
          .that()
          .resideInAPackage("..jdbc.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..client.api..", "..client.files..");

  @ArchTest
  static final ArchRule theCommandLineSpeaksToTheDriverThroughJavaSql =
      noClasses()
          .that()
          .resideInAPackage("..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.calcite..",
              "..jdbc.engine..",
              "..client..",
              "..schema..",
              "..plan..",
              "..rows..");

  @ArchTest
  static final ArchRule theJdbcObjectsLeavePlanningToTheEngine =
      noClasses()
          .that()
          .resideInAPackage("io.github.wandbjdbc.jdbc")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.calcite.plan..", "org.apache.calcite.rel..", "org.apache.calcite.rex..");

  @ArchTest
  static final ArchRule nothingIsLookedUpInDirectoriesOrDeserialised =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.naming..", "javax.security.auth..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder");

  @ArchTest
  static final ArchRule onlyTheDriverAndWhatItPublishesIsPublic =
      classes()
          .that()
          .resideInAPackage("io.github.wandbjdbc.jdbc")
          .and()
          .arePublic()
          .should()
          .haveSimpleName("WandbDriver")
          .orShould()
          .haveSimpleName("ConnectionProperty")
          .orShould()
          .haveSimpleName("ProductVersion");
}
