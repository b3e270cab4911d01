package io.github.wandbjdbc;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Classes of one package that all depend on each other, by way of others or not. Nested classes
 * count as the class around them, and that a sealed type names those that it permits doesn't count.
 */
final class Rings {
  private Rings() {}

  /** The rings among {@code classes}, each by the names of its classes. */
  static Set<Set<String>> among(Collection<JavaClass> classes) {
    Map<String, Set<String>> reached = new TreeMap<>();
    for (JavaClass one : classes) {
      reached.computeIfAbsent(topLevel(one), name -> new TreeSet<>()).addAll(dependencies(one));
    }
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Set<String> from : reached.values()) {
        for (String to : Set.copyOf(from)) {
          grows |= from.addAll(reached.getOrDefault(to, Set.of()));
        }
      }
    }
    return reached.keySet().stream()
        .filter(name -> reached.get(name).contains(name))
        .map(
            name ->
                reached.get(name).stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(name))
                    .collect(Collectors.toCollection(TreeSet::new)))
        .collect(Collectors.toSet());
  }

  private static Set<String> dependencies(JavaClass one) {
    Class<?>[] permitted = one.reflect().getPermittedSubclasses();
    Set<String> variants =
        permitted == null
            ? Set.of()
            : Arrays.stream(permitted).map(Class::getName).collect(Collectors.toSet());
    return one.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(target -> target.getPackageName().equals(one.getPackageName()))
        .filter(target -> !variants.contains(target.getName()))
        .map(Rings::topLevel)
        .filter(target -> !target.equals(topLevel(one)))
        .collect(Collectors.toSet());
  }

  private static String topLevel(JavaClass one) {
    String name = one.getName().substring(one.getPackageName().length() + 1);
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
