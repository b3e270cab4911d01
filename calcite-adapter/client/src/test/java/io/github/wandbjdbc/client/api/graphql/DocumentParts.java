package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.Selection.Argument;
import io.github.wandbjdbc.client.api.graphql.Selection.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names of the server's schema that our documents use: for tests, also of other modules. */
public final class DocumentParts {

  /**
   * A field or an argument that a document names.
   *
   * @param coordinate such as {@code Run.host} or {@code Run.files(pattern:)}
   * @param isOptional whether the document can do without it; a vital part of an optional one goes
   *     with that
   * @param typeOfParts the type that stands beside its block; null without one
   * @param isArgument whether it is an argument, rather than a field
   */
  public record Part(
      String coordinate, boolean isOptional, @Nullable String typeOfParts, boolean isArgument) {

    /** Whether it is a field that has no parts. */
    public boolean isLeaf() {
      return typeOfParts == null && !isArgument;
    }
  }

  private DocumentParts() {}

  /** The parts of queries that are called {@code operation}. */
  public static List<Part> of(String operation) {
    return Arrays.stream(Document.values())
        .filter(document -> document.operation().equals(operation))
        .flatMap(document -> of(document).stream())
        .toList();
  }

  static List<Part> of(Document document) {
    List<Part> parts = new ArrayList<>();
    String text = text(document);
    add(DocumentParser.parse(text).block(), parts);
    if (hasRunFields(document)) {
      add(DocumentParser.parse(read("run-fields")).block(), parts);
    }
    return parts;
  }

  static boolean hasRunFields(Document document) {
    return text(document).contains("...RunFields");
  }

  /** The document as it is written, the fragment for runs included. */
  static String text(Document document) {
    String text = read(document.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return text.contains("...RunFields") ? text + read("run-fields") : text;
  }

  private static void add(Block block, List<Part> parts) {
    for (Selection selection : block.selections()) {
      if (selection.isFragment()) {
        continue;
      }
      Member field = Member.field(block.type(), selection.name());
      Block inner = selection.block();
      parts.add(
          new Part(
              field.toString(),
              selection.mark().isOptional(),
              inner == null ? null : inner.type(),
              false));
      for (Argument argument : selection.arguments()) {
        Member member = new Member(field.type(), field.field(), argument.name());
        parts.add(new Part(member.toString(), argument.mark().isOptional(), null, true));
      }
      if (inner != null) {
        add(inner, parts);
      }
    }
  }

  private static String read(String name) {
    String resource = name + ".graphql";
    try (var in = Objects.requireNonNull(Document.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
