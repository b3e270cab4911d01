package io.github.wandbjdbc;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public types are those that {@code docs/embedding.md} lists by their packages. */
final class PublicApiTest {
  private static final Path MANUAL = Path.of("../docs/embedding.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(io\\.github\\.wandbjdbc[\\w.]*)` \\| (.*) \\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java"),
          Path.of("../calcite-adapter/src/main/java"),
          Path.of("../calcite-adapter/client/src/main/java"));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.github.wandbjdbc");

  @TempDir Path directory;

  @Test
  void theirPackagesHoldNoOtherPublicTypes() throws IOException {
    Map<String, Set<String>> listed = listed();

    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass one : OURS) {
      boolean isPublic = one.getModifiers().contains(JavaModifier.PUBLIC) && one.isTopLevelClass();
      if (isPublic && listed.containsKey(one.getPackageName())) {
        found
            .computeIfAbsent(one.getPackageName(), name -> new TreeSet<>())
            .add(one.getSimpleName());
      }
    }

    assertThat(found).isEqualTo(listed);
  }

  @Test
  void theirJavadocHasNoFault() throws IOException {
    List<File> sources =
        listed().entrySet().stream()
            .flatMap(of -> of.getValue().stream().map(name -> source(of.getKey(), name)))
            .toList();
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    List<String> faults = new ArrayList<>();

    try (StandardJavaFileManager files = tool.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-quiet",
              "-Xdoclint:all,-missing",
              "--release",
              "17",
              "-d",
              directory.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      tool.getTask(
              null,
              files,
              fault -> note(fault, faults),
              null,
              options,
              files.getJavaFileObjectsFromFiles(sources))
          .call();
    }

    assertThat(faults).isEmpty();
    assertThat(directory.resolve("index.html")).exists();
  }

  private static void note(Diagnostic<?> fault, List<String> faults) {
    if (fault.getKind() != Diagnostic.Kind.NOTE && fault.getKind() != Diagnostic.Kind.OTHER) {
      faults.add(
          "%s:%d: %s"
              .formatted(
                  fault.getSource(), fault.getLineNumber(), fault.getMessage(Locale.ENGLISH)));
    }
  }

  /** The types that the manual lists, by their packages. */
  private static Map<String, Set<String>> listed() throws IOException {
    String manual = Files.readString(MANUAL, StandardCharsets.UTF_8);
    Map<String, Set<String>> listed = new TreeMap<>();
    for (MatchResult row : ROW.matcher(manual).results().toList()) {
      listed.put(
          row.group(1),
          NAME.matcher(row.group(2))
              .results()
              .map(name -> name.group(1))
              .collect(toCollection(TreeSet::new)));
    }
    assertThat(listed).as("the table of public types in " + MANUAL).isNotEmpty();
    return listed;
  }

  private static File source(String packageName, String type) {
    String file = packageName.replace('.', '/') + "/" + type + ".java";
    return SOURCES.stream()
        .map(root -> root.resolve(file))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no source of " + packageName + "." + type))
        .toFile();
  }
}
