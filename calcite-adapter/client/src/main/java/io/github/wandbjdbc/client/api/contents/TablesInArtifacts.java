package io.github.wandbjdbc.client.api.contents;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.contents.StoredFiles.Address;
import io.github.wandbjdbc.client.api.contents.StoredFiles.OfArtifact;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.logged.ArtifactIds;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.reading.JoinedTableFile;
import io.github.wandbjdbc.client.reading.JoinedTableFile.Names;
import io.github.wandbjdbc.client.reading.JoinedTableFile.Part;
import io.github.wandbjdbc.client.reading.JoinedTableFile.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that only artifacts hold: in one file, in a folder of parts, or as two tables to
 * be joined. A client names the artifacts that it logs before the server has given them ids.
 */
final class TablesInArtifacts {
  private static final Pattern ADDRESS =
      Pattern.compile("wandb-(?<client>client-)?artifact://(?<id>[^/:]+)/(?<file>.+)");

  private static final String PART = ".table.json";
  private static final String PARTITIONED = ".partitioned-table.json";

  private final ApiContext context;
  private final StoredFiles files;
  private final CallScope scope;

  TablesInArtifacts(ApiContext context, StoredFiles files, CallScope scope) {
    this.context = context;
    this.files = files;
    this.scope = scope;
  }

  /**
   * The files that hold {@code table}: one or several; one that isn't there if it can't be found.
   */
  List<TableContent> of(LoggedTable table) {
    Matcher address = ADDRESS.matcher(String.valueOf(table.artifact()));
    OfArtifact artifact = address.matches() ? artifact(address) : null;
    List<Address> found =
        artifact == null ? List.of() : files.all(artifact, List.of(address.group("file")));
    if (artifact == null || found.isEmpty()) {
      return List.of(new StoredContent(table, null, files, null));
    }
    try {
      return switch (table.type()) {
        case "partitioned-table" -> stored(table, parts(artifact, found.get(0)));
        case "joined-table" -> List.of(joined(table, artifact, found.get(0)));
        default -> stored(table, found.subList(0, 1));
      };
    } catch (IOException e) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: the artifact doesn't hold what it should: %s".formatted(table, e.getMessage()),
          e);
    }
  }

  private @Nullable OfArtifact artifact(Matcher address) {
    String id = address.group("id");
    if (address.group("client") != null) {
      Question question = Question.of(Document.CLIENT_ARTIFACT, "an artifact").with("id", id);
      try {
        String found =
            context
                .graphQl()
                .ask(question, scope, Node::read)
                .at("clientIDMapping")
                .text("serverID");
        return found == null ? null : new OfArtifact(found);
      } catch (IOException e) {
        return null;
      } catch (WandbException e) {
        if (e.kind() == Kind.NOT_FOUND) {
          return null;
        }
        throw e;
      }
    }
    return ArtifactIds.ofServer(id).map(OfArtifact::new).orElse(null);
  }

  private List<TableContent> stored(LoggedTable table, List<Address> places) {
    List<TableContent> contents = new ArrayList<>();
    places.forEach(place -> contents.add(new StoredContent(table, place, files, null)));
    return contents;
  }

  private Names names(Address file) throws IOException {
    Names names = JoinedTableFile.names(bytes(file));
    if (names == null) {
      throw new IOException(file.name() + " is no JSON object");
    }
    return names;
  }

  private InputStream bytes(Address file) throws IOException {
    return files
        .fetch(file)
        .orElseThrow(() -> new IOException(file.name() + " isn't there"))
        .stream();
  }

  /** The parts, by name, of the table that {@code file} describes. */
  private List<Address> parts(OfArtifact artifact, Address file) throws IOException {
    String folder = names(file).folder();
    if (folder == null) {
      throw new IOException(file.name() + " names no parts");
    }
    String begin = folder.endsWith("/") ? folder : folder + "/";
    return files.all(artifact, null).stream()
        .filter(part -> part.name().startsWith(begin) && part.name().endsWith(PART))
        .sorted(Comparator.comparing(Address::name))
        .toList();
  }

  private TableContent joined(LoggedTable table, OfArtifact artifact, Address file)
      throws IOException {
    Names names = names(file);
    String left = names.left();
    String right = names.right();
    if (left == null || right == null || names.keys().isEmpty()) {
      throw new IOException(file.name() + " names no two tables and their key");
    }
    List<String> keys = names.keys();
    byte[] joined =
        JoinedTableFile.join(
            new Side(side(artifact, left), keys.get(0)),
            new Side(side(artifact, right), keys.get(keys.size() - 1)));
    return new JoinedTable(table, joined);
  }

  private List<Part> side(OfArtifact artifact, String name) throws IOException {
    List<Address> found = files.all(artifact, List.of(name));
    if (found.isEmpty()) {
      throw new IOException(name + " isn't there");
    }
    List<Address> places =
        name.endsWith(PARTITIONED) ? parts(artifact, found.get(0)) : found.subList(0, 1);
    List<Part> parts = new ArrayList<>();
    for (Address place : places) {
      byte[] content = bytes(place).readAllBytes();
      parts.add(() -> new ByteArrayInputStream(content));
    }
    return parts;
  }

  /** A table that was made of two. */
  private static final class JoinedTable implements TableContent {
    private final LoggedTable table;
    private final byte[] file;

    JoinedTable(LoggedTable table, byte[] file) {
      this.table = table;
      this.file = file;
    }

    @Override
    public LoggedTable table() {
      return table;
    }

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(file);
    }

    @Override
    public void close() {
      // It is in memory alone.
    }
  }
}
