package io.github.wandbjdbc.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the client. */
class ClientArchitectureTest {
  private static final String BASE = "io.github.wandbjdbc";

  private static final JavaClasses OURS =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(BASE);

  private static final JavaClasses TESTS =
      new ClassFileImporter().withImportOption(new OnlyIncludeTests()).importPackages(BASE);

  @Test
  void theClientKnowsNeitherCalciteNorSql() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite..", "java.sql..", "javax.sql..", BASE + ".engine..")
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
        .check(OURS);
    noClasses()
        .that()
        .resideInAPackage("..client.files..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..client.api..")
        .check(OURS);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(BASE + ".client.(**)").should().beFreeOfCycles().check(OURS);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".client.api.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".client.api")
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
  void theStandInDoesNotKnowTheClient() {
    noClasses()
        .that()
        .resideInAPackage("..standin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".client..")
        .check(TESTS);
  }
}
