package io.github.wandbjdbc.client.api.teams;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.teams.TeamMember;
import io.github.wandbjdbc.client.teams.TeamProject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks the API for the projects and members of an entity. */
public record ApiTeams(GraphQl graphQl) {

  /** The projects of {@code entity}, which is known to be there. */
  public Pages<TeamProject> projects(String entity, CallScope scope) {
    return new ConnectionPages<>(
        graphQl,
        Question.of(Document.PROJECT_LIST, "projects of " + entity).with("entity", entity),
        List.of("models"),
        (member, isList) -> {
          throw NullAnswer.unknownEntity(entity);
        },
        scope,
        edge -> project(entity, edge.at("node")));
  }

  private static TeamProject project(String entity, Node node) throws IOException {
    return new TeamProject(
        entity,
        node.required("name"),
        node.text("description"),
        node.time("createdAt"),
        node.time("lastActive"),
        node.whole("runCount"),
        node.whole("totalSweeps"),
        node.whole("storageBytes"),
        node.text("access"));
  }

  /** The members of {@code entity}; the API lists all at once. */
  public Pages<TeamMember> members(String entity, CallScope scope) {
    Question question =
        Question.of(Document.MEMBERS, "members of " + entity).with("entity", entity);
    List<TeamMember> members =
        graphQl
            .askForRows(
                question,
                "members",
                scope,
                data -> {
                  Node answer = Node.read(data);
                  if (!answer.has("entity")) {
                    throw NullAnswer.unknownEntity(entity);
                  }
                  Node team = answer.at("entity");
                  if (!team.has("members")) {
                    scope.warn(
                        "members of %s: the server doesn't tell them to this API key"
                            .formatted(entity));
                  }
                  List<TeamMember> found = new ArrayList<>();
                  for (Node member : team.list("members")) {
                    found.add(member(member));
                  }
                  return found;
                })
            .orElse(List.of());
    return Pages.of(members);
  }

  private static TeamMember member(Node node) throws IOException {
    String role = node.text("role");
    Boolean isAdmin = node.flag("admin");
    if (role == null && isAdmin != null) {
      role = isAdmin ? "admin" : "member";
    }
    return new TeamMember(node.text("username"), node.text("name"), node.text("email"), role);
  }
}
