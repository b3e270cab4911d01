package io.github.wandbjdbc;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
  static final ArchRule theCommandLineSpeaksToTheDriverThroughJavaSql =
      noClasses()
          .that()
          .resideInAPackage("..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.calcite..",
              "..engine..",
              "..client..",
              "..schema..",
              "io.github.wandbjdbc.push..",
              "io.github.wandbjdbc.scan..",
              "io.github.wandbjdbc.predicates..",
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
  static final ArchRule nothingIsLookedUpInDirectoriesDeserialisedOrStarted =
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
                  .or(target(name("forName")).and(target(owner(assignableTo(Class.class))))));

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
          .haveSimpleName("WandbDataSource")
          .orShould()
          .haveSimpleName("WandbConnection")
          .orShould()
          .haveSimpleName("ProductVersion")
          .orShould()
          .haveSimpleName("PastedAddress");
}
