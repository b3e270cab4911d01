package io.github.wandbjdbc.client.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the API key where the official client does: what the user gave, then {@code WANDB_API_KEY},
 * then the netrc file. Identity token files are not read.
 */
public final class CredentialLookup {
  private CredentialLookup() {}

  /**
   * The credential for {@code baseUrl}, or empty if there is none.
   *
   * @param given what the user gave; null or empty if nothing
   * @throws IllegalArgumentException if the first one found can't be a key
   */
  public static Optional<Credential> find(
      @Nullable String given, BaseUrl baseUrl, Surroundings surroundings) {
    if (given != null && !given.isBlank()) {
      return Optional.of(Credential.of(given, "this connection"));
    }
    String variable = surroundings.variable("WANDB_API_KEY");
    if (variable != null) {
      return Optional.of(Credential.of(variable, "the environment variable WANDB_API_KEY"));
    }
    Path netrc = netrc(surroundings);
    return password(tokens(netrc), baseUrl.machine())
        .map(password -> Credential.of(password, "the netrc file"));
  }

  private static Path netrc(Surroundings surroundings) {
    String named = surroundings.variable("NETRC");
    if (named != null) {
      return named.startsWith("~/")
          ? surroundings.home().resolve(named.substring(2))
          : Path.of(named);
    }
    Path usual = surroundings.home().resolve(".netrc");
    return Files.exists(usual) ? usual : surroundings.home().resolve("_netrc");
  }

  private static List<String> tokens(Path netrc) {
    List<String> tokens = new ArrayList<>();
    boolean inMacro = false;
    for (String line : Settings.lines(netrc)) {
      // A macro lasts until an empty line.
      inMacro = inMacro && !line.isBlank();
      if (inMacro || line.stripLeading().startsWith("#")) {
        continue;
      }
      StringTokenizer words = new StringTokenizer(line);
      while (words.hasMoreTokens() && !inMacro) {
        String word = words.nextToken();
        inMacro = word.equals("macdef");
        tokens.add(word);
      }
    }
    return tokens;
  }

  /** Without the {@code default} entry, which may hold a password for quite another host. */
  private static Optional<String> password(List<String> tokens, String machine) {
    boolean isOurs = false;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      String word = tokens.get(i);
      if (word.equals("default")) {
        isOurs = false;
      } else if (word.equals("machine")) {
        isOurs = tokens.get(++i).equalsIgnoreCase(machine);
      } else if (word.equals("login") || word.equals("account")) {
        i++;
      } else if (word.equals("password")) {
        String password = tokens.get(++i);
        if (isOurs) {
          return Optional.of(unquoted(password));
        }
      }
    }
    return Optional.empty();
  }

  private static String unquoted(String word) {
    boolean isQuoted = word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"");
    return isQuoted ? word.substring(1, word.length() - 1) : word;
  }
}
