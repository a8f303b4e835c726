package io.atelier.rest.http;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which paths of the root are routes, as the resources say themselves with {@link Path} and {@link
 * AtRoot}. CDI knows the resources, on every application server, so that a new one is registered
 * nowhere.
 */
@Dependent
class RootRoutes {
  private static final String API = "/api";

  private final Set<String> trees = new HashSet<>();
  private final Set<String> exact = new HashSet<>();
  private final Set<String> onlyAtRoot = new HashSet<>();

  @Inject
  RootRoutes(BeanManager beans) {
    this(resources(beans));
  }

  /**
   * The routes of some resources.
   *
   * @throws IllegalStateException when one begins with a pattern and is to be a tree
   */
  RootRoutes(Collection<? extends Class<?>> resources) {
    resources.forEach(this::add);
  }

  /** The resources of this application; servers may have some of their own. */
  private static List<Class<?>> resources(BeanManager beans) {
    ClassLoader own = RootRoutes.class.getClassLoader();
    return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(Bean::getBeanClass)
        .filter(type -> type.isAnnotationPresent(Path.class) && type.getClassLoader() == own)
        .toList();
  }

  private void add(Class<?> resource) {
    String path = resource.getAnnotation(Path.class).value();
    AtRoot.Reach reach = reach(resource, AtRoot.Reach.TREE);
    if (!path.isEmpty()) {
      add(path, reach);
      return;
    }
    for (Method method : resource.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Path.class)) {
        add(method.getAnnotation(Path.class).value(), reach(method, reach));
      }
    }
  }

  private static AtRoot.Reach reach(AnnotatedElement element, AtRoot.Reach otherwise) {
    AtRoot said = element.getAnnotation(AtRoot.class);
    return said == null ? otherwise : said.value();
  }

  private void add(String route, AtRoot.Reach reach) {
    switch (reach) {
      case TREE -> trees.add(name(route));
      case EXACT -> exact.add("/" + route);
      case NEVER -> {}
      case ONLY -> {
        trees.add(name(route));
        onlyAtRoot.add(name(route));
      }
    }
  }

  private static String name(String route) {
    String segment = firstSegment("/" + route);
    if (segment.isEmpty() || segment.contains("{")) {
      throw new IllegalStateException("the route " + route + " does not begin with a name");
    }
    return segment;
  }

  /** Whether a path at the root is that of a route. */
  boolean has(String path) {
    return trees.contains(firstSegment(path)) || exact.contains(path);
  }

  /** Whether a path looks like a route and is none: no route ends with a slash. */
  boolean excludes(String path) {
    boolean below = path.startsWith(API + "/");
    String route = below ? path.substring(API.length()) : path;
    String segment = firstSegment(route);
    return (below && onlyAtRoot.contains(segment))
        || (route.endsWith("/") && trees.contains(segment));
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
  }
}
