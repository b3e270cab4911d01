package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's archive holds the classes of statements over the network, too, by a list of them;
 * {@code -Dpages=write} writes it.
 */
final class ArchivedClassesTest {
  private static final Path SHELL = Path.of("..", "driver", "shell");
  private static final Path LIST =
      SHELL.resolve("src/main/resources/io/github/wandbjdbc/shell/network.classes");

  /** Neither of the JVM's own archive, nor made at run time. */
  private static final Pattern LOADED =
      Pattern.compile("\\[class,load\\] ([\\w.$]+) source: (jrt|file):");

  private static final String PASSWORD = "store-password";

  @TempDir Path directory;

  @Test
  void theListHasTheClassesOfStatementsOverTheNetwork() throws Exception {
    Path statements = directory.resolve("statements.sql");
    Files.writeString(
        statements,
        """
        SELECT run_id, name, state, created_at, "config.lr" FROM runs WHERE state = 'finished';
        SELECT run_id, _step, loss FROM sampled_history;
        SELECT run_id, COUNT(*), AVG(loss) FROM history WHERE loss > 0 GROUP BY run_id;
        SELECT table_name FROM information_schema.tables;
        """);
    Path digits = Path.of("src/test/resources/digits").toAbsolutePath();
    String files = "SELECT run_id, COUNT(*), MAX(_step) FROM history GROUP BY run_id ORDER BY 1";
    Set<String> needed;
    try (StandIn standIn = StandIn.startTls(certified())) {
      standIn.holds(
          "lab",
          "vision",
          experiment("a").state("finished").config("lr", 0.1).logging("loss").forSteps(20));
      needed =
          loaded(
              Map.of(
                  "WANDB_API_KEY", StandIn.API_KEY,
                  "WANDB_BASE_URL", standIn.url().toString(),
                  "SSL_CERT_FILE", directory.resolve("certificate.pem").toString()),
              "lab/vision",
              "-f",
              statements.toString());
    }
    needed.removeAll(loaded(Map.of(), digits.toString(), files));

    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(LIST, String.join("\n", needed) + "\n", StandardCharsets.US_ASCII);
    }
    List<String> listed = Files.readAllLines(LIST, StandardCharsets.US_ASCII);
    // Another JDK has other classes of its own.
    List<String> ours = needed.stream().filter(name -> name.startsWith("io.github.")).toList();
    assertThat(ours).hasSizeGreaterThan(100);
    assertThat(ours)
        .filteredOn(name -> !listed.contains(name))
        .as("run this test again with -Dpages=write")
        .hasSizeLessThan(ours.size() / 20);
  }

  private Set<String> loaded(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "classes", ".log");
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + log,
                    "-cp",
                    jars(),
                    "io.github.wandbjdbc.shell.WandbSql"),
                Stream.of(words))
            .toList();
    File said = directory.resolve("said").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said.toPath())).isZero();
    Set<String> names = new LinkedHashSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = LOADED.matcher(line);
      if (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  private static String jars() throws IOException {
    try (Stream<Path> jars = Files.list(SHELL.resolve("target/wandb-sql/lib"))) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** A server's certificate that vouches for itself. */
  private SSLContext certified() throws Exception {
    Path store = directory.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> common =
        List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "server");
    keytool(
        keytool,
        common,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost");
    keytool(
        keytool,
        common,
        "-exportcert",
        "-rfc",
        "-file",
        directory.resolve("certificate.pem").toString());
    return context(store);
  }

  private void keytool(Path keytool, List<String> common, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(Stream.of(keytool.toString()), Stream.of(words), common.stream())
            .flatMap(part -> part)
            .toList();
    Jvm.Result result = Jvm.execute(directory, command);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
