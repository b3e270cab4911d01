package io.github.wandbjdbc.client.api.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The file of passwords that {@code wandb login} writes API keys to.
 *
 * @param path where it is; it may not be there
 */
record Netrc(Path path) {

  /** The one that {@code NETRC} names, or else that of the home directory. */
  static Netrc of(ProcessEnvironment environment) {
    String named = environment.variable("NETRC");
    if (named != null) {
      return new Netrc(environment.path(named));
    }
    Path usual = environment.home().resolve(".netrc");
    Path other = environment.home().resolve("_netrc");
    return new Netrc(Files.exists(usual) || !Files.exists(other) ? usual : other);
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * The password for {@code machine}. The {@code default} entry isn't looked at, which may hold a
   * password for quite another host.
   */
  Optional<String> password(String machine) {
    List<String> tokens = tokens();
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

  private List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    boolean inMacro = false;
    for (String line : Settings.lines(path)) {
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

  private static String unquoted(String word) {
    boolean isQuoted = word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"");
    return isQuoted ? word.substring(1, word.length() - 1) : word;
  }
}
