package io.github.wandbjdbc.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that people paste in place of a JDBC URL: one of their browser, a path of the official
 * client's, a directory. It is answered with the URL to write. Of the text only host, path and the
 * names in it are repeated: a query may hold a token, and a user a password.
 */
public final class PastedAddress {
  private static final int LONGEST = 2000;
  private static final String API = "api.wandb.ai";
  private static final Pattern WEB = Pattern.compile("(https?)://(.*)", Pattern.CASE_INSENSITIVE);

  /** One that was put into a tool's field for the host, or into that for the database. */
  private static final Pattern WEB_IN_FIELD =
      Pattern.compile("//(?:[^/]+/)?(https?://.*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?");
  private static final Pattern SQL =
      Pattern.compile("^(select|with|values|explain|table)\\s", Pattern.CASE_INSENSITIVE);

  /** It may be an API key that was pasted here, which is not to be repeated. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{40,}");

  private static final Pattern LOCAL =
      Pattern.compile(
          "(?i)file:.*|~.*|\\.\\.?|\\.\\.?[/\\\\].*|[a-z]:[/\\\\].*|.*\\.wandb|(.*[/\\\\])?"
              + "(wandb|latest-run|(offline-)?run-\\d{8}_[^/\\\\]*)[/\\\\]?");

  /** First parts of paths of the web app that are nobody's. */
  private static final Set<String> PAGES =
      Set.of("home", "authorize", "settings", "login", "signup", "site", "orgs", "account");

  /** Parts of a project's addresses that lead to the same tables. */
  private static final Set<String> VIEWS =
      Set.of("workspace", "overview", "table", "runs", "sweeps", "reports", "artifacts", "groups");

  private final String reason;
  private final String url;
  private final @Nullable String statement;

  private PastedAddress(String reason, String url, @Nullable String statement) {
    this.reason = reason;
    this.url = url;
    this.statement = statement;
  }

  /** The address {@code text}; empty if nothing is known about it. */
  public static Optional<PastedAddress> of(String text) {
    return read(text);
  }

  /** The JDBC URL of the project that it names, or of the directory. */
  public String url() {
    return url;
  }

  /** The statement that reads what it names within the project; null if that is all of it. */
  public @Nullable String statement() {
    return statement;
  }

  private String advice() {
    return reason + " " + url + (statement == null ? "" : " and ask for it by " + statement);
  }

  /** The URL to write instead of {@code text}; empty if nothing is known about it. */
  public static Optional<String> alone(String text) {
    return read(text).map(PastedAddress::advice);
  }

  /** The URL of the local run files in {@code directory}. */
  public static String ofDirectory(String directory) {
    return file(directory);
  }

  private static Optional<PastedAddress> read(String text) {
    String bare = unquoted(text);
    if (bare.isEmpty()
        || bare.length() > LONGEST
        || bare.chars().anyMatch(Character::isISOControl)
        || bare.toLowerCase(Locale.ROOT).startsWith("jdbc:")) {
      return Optional.empty();
    }
    return bare.startsWith("//")
        ? Address.of(bare.substring(2)).map(Address::pasted)
        : advice(bare);
  }

  /** Likewise for text behind {@code jdbc:wandb:}; empty if that is as it should be. */
  static Optional<String> behindPrefix(String text) {
    if (text.startsWith("file:") || text.startsWith("replay:")) {
      return Optional.empty();
    }
    if (!text.startsWith("/")) {
      return text.isEmpty() || text.startsWith("?") ? Optional.empty() : alone(text);
    }
    if (text.startsWith("//")) {
      Matcher field = WEB_IN_FIELD.matcher(text);
      if (field.matches()) {
        return alone(field.group(1));
      }
      Optional<Address> address = Address.of(text.substring(2));
      return address.filter(Address::isMistaken).map(Address::pasted).map(PastedAddress::advice);
    }
    return parts(text).size() > 2 ? alone(text) : Optional.empty();
  }

  private static Optional<PastedAddress> advice(String text) {
    Matcher web = WEB.matcher(text);
    if (web.matches()) {
      String scheme = web.group(1).toLowerCase(Locale.ROOT);
      return Address.of(scheme, web.group(2)).map(Address::pasted);
    }
    String path = withoutQuery(text);
    if (LOCAL.matcher(path).matches()) {
      return Optional.of(localAdvice(path));
    }
    List<String> parts = parts(path);
    if (SQL.matcher(text).find() || parts.stream().anyMatch(part -> KEY.matcher(part).find())) {
      return Optional.empty();
    }
    if (!path.startsWith("/") && !parts.isEmpty() && isHost(parts.get(0), parts.size())) {
      return Address.of(text).map(Address::pasted);
    }
    if (path.startsWith("/") && parts.size() > 2 && !VIEWS.contains(parts.get(2))) {
      return Optional.of(
          new PastedAddress(
              "after jdbc:wandb: comes /entity/project, //host/entity/project or file:; for local run"
                  + " files write",
              file(path),
              null));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Address(null, null, parts).pasted());
  }

  private static boolean isHost(String first, int parts) {
    String name = first.toLowerCase(Locale.ROOT);
    return HOST.matcher(first).matches()
        && (name.equals("localhost")
            || name.contains(":")
            || name.endsWith("wandb.ai")
            || (name.contains(".") && (parts > 2 || name.startsWith("wandb.")))
            || (name.contains(".") && parts == 1));
  }

  private static PastedAddress localAdvice(String path) {
    return new PastedAddress("this looks like local run files: write", file(path), null);
  }

  /** The URL of a directory, of which the text may be a URL already. */
  private static String file(String path) {
    boolean isUrl = path.regionMatches(true, 0, "file:", 0, "file:".length());
    String plain =
        isUrl
            ? decoded(path.substring("file:".length()).replaceFirst("^//(localhost)?(?=/)", ""))
            : path;
    String code = PercentCode.encode(plain);
    return ConnectionUrl.PREFIX
        + "file:"
        + code.replace("%2F", "/").replace("%5C", "\\").replace("%3A", ":");
  }

  /**
   * An address of the web app or the API.
   *
   * @param scheme null if it names no host
   * @param host with its port, null likewise
   * @param parts of the path, decoded
   */
  private record Address(@Nullable String scheme, @Nullable String host, List<String> parts) {

    /** Of {@code rest}, a host and a path, spoken to as JDBC URLs mean it. */
    static Optional<Address> of(String rest) {
      return of("https", rest)
          .map(address -> new Address(usualScheme(address.host), address.host, address.parts));
    }

    static Optional<Address> of(String scheme, String rest) {
      String place = withoutQuery(rest);
      int slash = place.indexOf('/');
      String authority = slash < 0 ? place : place.substring(0, slash);
      String host = authority.substring(authority.lastIndexOf('@') + 1);
      List<String> parts = slash < 0 ? List.of() : PastedAddress.parts(place.substring(slash));
      return HOST.matcher(host).matches()
          ? Optional.of(new Address(scheme, host, parts))
          : Optional.empty();
    }

    /** Whether a JDBC URL with this host and path isn't one. */
    boolean isMistaken() {
      return (isPublic() && !API.equalsIgnoreCase(host)) || parts.size() > 2;
    }

    /** Whether it is of the public service, whose API has one host. */
    private boolean isPublic() {
      return host != null && host.toLowerCase(Locale.ROOT).matches("((www|app|api)\\.)?wandb\\.ai");
    }

    private boolean isOfNobody() {
      return parts.isEmpty()
          || parts.get(0).equals("graphql")
          || (host != null && PAGES.contains(parts.get(0)));
    }

    PastedAddress pasted() {
      String what =
          host == null
              ? "entity and project come behind a slash"
              : "this is a web address, not a JDBC URL";
      return new PastedAddress(what + ": write", url(), statement());
    }

    private String url() {
      String path = path();
      String name = isPublic() ? API : host;
      if (name == null) {
        return ConnectionUrl.PREFIX + path;
      }
      return isPublic() || usualScheme(name).equals(scheme)
          ? ConnectionUrl.PREFIX + "//" + name + path
          : ConnectionUrl.PREFIX + path + "?baseUrl=" + scheme + "://" + name;
    }

    private static String usualScheme(@Nullable String host) {
      return ConnectionUrl.scheme(String.valueOf(host).replaceFirst(":\\d+$", ""));
    }

    /** The entity and the project, as far as the address names them. */
    private String path() {
      if (isOfNobody()) {
        return "";
      }
      String entity = "/" + PercentCode.encode(parts.get(0));
      boolean namesProject = parts.size() > 1 && !(parts.size() == 2 && isListOfProjects());
      return namesProject ? entity + "/" + PercentCode.encode(parts.get(1)) : entity;
    }

    private boolean isListOfProjects() {
      return host != null && parts.get(1).equals("projects");
    }

    private @Nullable String statement() {
      if (isOfNobody() || parts.size() < 3) {
        return null;
      }
      String kind = parts.get(2);
      String id = parts.size() > 3 ? parts.get(3) : null;
      if (id == null) {
        // As the official client names runs: entity/project/run.
        return VIEWS.contains(kind) || kind.equals("files") ? null : where("runs", "run_id", kind);
      }
      return switch (kind) {
        case "runs" -> where("runs", "run_id", id);
        case "sweeps" -> where("runs", "sweep_id", id);
        case "groups" -> where("runs", "run_group", id);
        case "reports" -> "SELECT * FROM reports";
        case "artifacts" -> "SELECT * FROM artifacts";
        default -> null;
      };
    }

    private static @Nullable String where(String table, String column, String value) {
      return value.chars().anyMatch(Character::isISOControl)
          ? null
          : "SELECT * FROM %s WHERE %s = '%s'".formatted(table, column, value.replace("'", "''"));
    }
  }

  /** The parts of a path that aren't empty, decoded. */
  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : withoutQuery(path).split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(decoded(part));
      }
    }
    return parts;
  }

  private static String withoutQuery(String text) {
    return text.replaceFirst("(?s)[?#].*", "");
  }

  private static String decoded(String part) {
    try {
      return PercentCode.decode(part);
    } catch (SQLException e) {
      // It was pasted from somewhere where a percent sign is one.
      return part;
    }
  }

  private static String unquoted(String text) {
    String bare = text.strip();
    boolean isQuoted =
        bare.length() > 1
            && (bare.startsWith("\"") || bare.startsWith("'"))
            && bare.charAt(0) == bare.charAt(bare.length() - 1);
    return isQuoted ? bare.substring(1, bare.length() - 1).strip() : bare;
  }
}
