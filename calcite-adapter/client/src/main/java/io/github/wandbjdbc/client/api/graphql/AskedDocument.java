package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.Selection.Argument;
import io.github.wandbjdbc.client.api.graphql.Selection.Block;
import io.github.wandbjdbc.client.api.graphql.Selection.TableColumn;
import io.github.wandbjdbc.client.api.http.Complaint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is sent to a server that lacks members of the schema, and which member is meant
 * when the server complains of it.
 */
public final class AskedDocument {
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

  /** A field that is asked for, and where it stands in the text. */
  private record Place(int line, Member field, boolean hasParts, Set<String> arguments) {}

  private final StringBuilder text = new StringBuilder();
  private final Set<String> variables = new LinkedHashSet<>();
  private final List<Place> places = new ArrayList<>();
  private final Set<String> types = new LinkedHashSet<>();
  private final List<DocumentPruner.Lost> lost;
  private final @Nullable Member missing;
  private int line = 1;

  /**
   * The operation as far as the server knows what it asks for.
   *
   * @param fragment what the operation refers to, or null if it refers to none
   * @param wanted which fields of the fragment are
   * @param reads which columns are read of what the operation itself selects
   */
  AskedDocument(
      DocumentParser.Parsed operation,
      DocumentParser.@Nullable Parsed fragment,
      Predicate<String> wanted,
      Set<Member> lacking,
      Predicate<TableColumn> reads) {
    Predicate<Selection> needed = selection -> selection.mark().isNeeded(reads);
    DocumentPruner pruning = new DocumentPruner(lacking, needed);
    Block asked = pruning.prune(operation.block(), needed);
    Block fields =
        fragment == null
            ? null
            : pruning.prune(fragment.block(), it -> it.isFragment() || wanted.test(it.name()));
    if (asked != null) {
      print(asked, "");
    }
    if (fragment != null && fields != null) {
      print("\nfragment %s on %s".formatted(fragment.name(), fields.type()));
      print(fields, "");
    }
    text.insert(0, "query " + operation.name() + declarations(operation.variables()));
    text.append('\n');
    this.lost = List.copyOf(pruning.lost());
    this.missing = pruning.missing();
  }

  /** The text to send. */
  public String text() {
    return text.toString();
  }

  /** The variables that it declares, without the dollar. */
  Set<String> variables() {
    return variables;
  }

  /** The parts that were left out. */
  List<DocumentPruner.Lost> lost() {
    return lost;
  }

  /** The member for want of which nothing can be asked of the server, or null. */
  @Nullable Member missing() {
    return missing;
  }

  /** The members of the schema that {@code complaint} is about; none if there is no telling. */
  public Set<Member> blamedBy(Complaint complaint) {
    List<Place> candidates = places.stream().filter(place -> fits(place, complaint)).toList();
    boolean knowsType = complaint.type() != null && types.contains(complaint.type());
    List<Place> nearer =
        candidates.stream()
            .filter(
                place ->
                    knowsType
                        ? place.field().type().equals(complaint.type())
                        : place.line() == complaint.line())
            .toList();
    Set<Member> members = new LinkedHashSet<>();
    for (Place place : nearer.isEmpty() && !knowsType ? candidates : nearer) {
      Member field = place.field();
      members.add(new Member(field.type(), field.field(), complaint.argument()));
    }
    // A type that we know by another name may be that of any of them.
    boolean isAnyOfThem = complaint.type() != null && !knowsType && members.size() > 1;
    return isAnyOfThem ? Set.of() : members;
  }

  private static boolean fits(Place place, Complaint complaint) {
    boolean isNamed = complaint.field() == null || complaint.field().equals(place.field().field());
    return switch (complaint.kind()) {
      case UNKNOWN_FIELD -> isNamed;
      case UNKNOWN_ARGUMENT -> isNamed && place.arguments().contains(complaint.argument());
      case HAS_PARTS -> isNamed && !place.hasParts();
      case HAS_NO_PARTS -> isNamed && place.hasParts();
    };
  }

  private String declarations(Map<String, String> types) {
    Set<String> used = Set.copyOf(variables);
    variables.clear();
    types.keySet().stream().filter(used::contains).forEach(variables::add);
    return variables.isEmpty()
        ? ""
        : variables.stream()
            .map(name -> "$" + name + ": " + types.get(name))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private void print(Block block, String indent) {
    types.add(block.type());
    print(" {");
    for (Selection selection : block.selections()) {
      print("\n" + indent + "  ");
      print(selection, block.type(), indent + "  ");
    }
    print("\n" + indent + "}");
  }

  private void print(Selection selection, String type, String indent) {
    if (!selection.isFragment()) {
      places.add(
          new Place(
              line,
              Member.field(type, selection.name()),
              selection.block() != null,
              selection.arguments().stream().map(Argument::name).collect(Collectors.toSet())));
    }
    print(selection.head());
    if (!selection.arguments().isEmpty()) {
      print(
          selection.arguments().stream()
              .map(it -> it.name() + ": " + it.value())
              .collect(Collectors.joining(", ", "(", ")")));
    }
    print(selection.directives().isEmpty() ? "" : " " + selection.directives());
    if (selection.block() != null) {
      print(selection.block(), indent);
    }
  }

  private void print(String part) {
    text.append(part);
    line += part.startsWith("\n") ? 1 : 0;
    Matcher matcher = VARIABLE.matcher(part);
    while (matcher.find()) {
      variables.add(matcher.group(1));
    }
  }
}
