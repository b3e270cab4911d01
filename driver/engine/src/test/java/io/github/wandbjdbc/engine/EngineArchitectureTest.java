package io.github.wandbjdbc.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import java.sql.Wrapper;
import org.apache.calcite.rex.RexUtil;

@AnalyzeClasses(
    packages = "io.github.wandbjdbc.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class EngineArchitectureTest {
  private static final String ENGINE = "io.github.wandbjdbc.engine";

  @ArchTest
  static final ArchRule theEngineKnowsNeitherExperimentsNorHttpNorConnections =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.wandbjdbc.jdbc..",
              "io.github.wandbjdbc.client..",
              "io.github.wandbjdbc.schema..",
              "io.github.wandbjdbc.push..",
              "io.github.wandbjdbc.scan..",
              "io.github.wandbjdbc.predicates..",
              "io.github.wandbjdbc.rows..",
              "okhttp3..",
              "java.net.http..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Wrapper.class);

  @ArchTest
  static final ArchRule partsOfPlansAreOpenedByTheirExecutionWhichMeasuresThem =
      noClasses()
          .that()
          .areNotAssignableTo(Execution.class)
          .should()
          .callMethod(EngineRel.class, "open", Execution.class);

  @ArchTest
  static final ArchRule valuesKnowNoStage =
      noClasses()
          .that()
          .resideInAPackage("..engine.values..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ENGINE,
              "..engine.parse..",
              "..engine.validate..",
              "..engine.optimize..",
              "..engine.execute..",
              "..engine.explain..",
              "..engine.source..");

  @ArchTest
  static final ArchRule parsingKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage("..engine.parse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ENGINE,
              "..engine.validate..",
              "..engine.optimize..",
              "..engine.execute..",
              "..engine.explain..");

  @ArchTest
  static final ArchRule validationKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage("..engine.validate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ENGINE,
              "..engine.parse..",
              "..engine.optimize..",
              "..engine.execute..",
              "..engine.explain..");

  @ArchTest
  static final ArchRule executionKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage("..engine.execute..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ENGINE,
              "..engine.parse..",
              "..engine.validate..",
              "..engine.optimize..",
              "..engine.explain..");

  @ArchTest
  static final ArchRule optimisationKnowsExecutionAlone =
      noClasses()
          .that()
          .resideInAPackage("..engine.optimize..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ENGINE, "..engine.parse..", "..engine.validate..", "..engine.explain..");

  /** It compiles what it computes, and there is no compiler in the driver's jar. */
  @ArchTest
  static final ArchRule nobodyAsksCalcitesExecutor =
      noClasses().should().accessField(RexUtil.class, "EXECUTOR");

  @ArchTest
  static final ArchRule thePackagesHaveNoCycles =
      slices().matching("io.github.wandbjdbc.engine.(**)").should().beFreeOfCycles();
}
