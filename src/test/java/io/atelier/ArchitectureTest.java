package io.atelier;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.atelier.testkit.NodeApi;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

/** Holds the packages to the table in docs/architecture.md. */
@AnalyzeClasses(
    packages = "io.atelier",
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
  private static final String BASE = "io.atelier.";

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.atelier.(*)..").should().beFreeOfCycles();

  /** Each package by itself, at whatever depth. */
  @ArchTest
  static final ArchRule nestedPackagesAreFreeOfCycles =
      slices().matching("io.atelier.(**)").should().beFreeOfCycles();

  /** One thing, one name: nobody needs to spell out a package to tell two classes apart. */
  @ArchTest
  static void noTwoClassesShareAName(JavaClasses classes) {
    Map<String, List<String>> byName =
        classes.stream()
            .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
    assertThat(byName.values()).hasSizeGreaterThan(1).allMatch(twins -> twins.size() == 1);
  }

  @ArchTest static final ArchRule json = may("json");
  @ArchTest static final ArchRule config = may("config");
  @ArchTest static final ArchRule memory = may("memory");
  @ArchTest static final ArchRule array = may("array", "memory");
  @ArchTest static final ArchRule log = may("log", "json");
  @ArchTest static final ArchRule tensor = may("tensor", "array", "memory", "json");
  @ArchTest static final ArchRule image = may("image", "array", "memory");
  @ArchTest static final ArchRule node = may("node", "memory", "json");
  @ArchTest static final ArchRule prompt = may("prompt", "node", "json");
  @ArchTest static final ArchRule message = may("message", "prompt", "node", "json");

  @ArchTest
  static final ArchRule execution =
      may("execution", "memory", "message", "prompt", "node", "log", "json");

  @ArchTest
  static final ArchRule worker =
      may(
          "worker",
          "setup",
          "execution",
          "memory",
          "message",
          "prompt",
          "node",
          "log",
          "json",
          "config");

  @ArchTest
  static final ArchRule setup =
      may(
          "setup",
          "execution",
          "node",
          "diffusion",
          "tensor",
          "array",
          "storage",
          "image",
          "log",
          "json",
          "config");

  @ArchTest
  static final ArchRule onlyTheProcessWorkerSetsUp =
      noClasses()
          .that()
          .resideInAPackage("io.atelier.worker")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.atelier.setup..", "io.atelier.worker.process..");

  @ArchTest
  static final ArchRule queue =
      may("queue", "worker", "execution", "message", "prompt", "node", "log", "config");

  @ArchTest
  static final ArchRule wire =
      may("wire", "message", "queue", "execution", "prompt", "node", "json");

  /** What is known of prompts has no wire form: those are made in packages of their own. */
  @ArchTest
  static final ArchRule messagesAndQueueKnowNoJson =
      noClasses()
          .that()
          .resideInAnyPackage("io.atelier.message", "io.atelier.queue")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.atelier.json..");

  @ArchTest
  static final ArchRule persistence =
      may(
          "persistence",
          "wire",
          "queue",
          "execution",
          "message",
          "prompt",
          "node",
          "log",
          "json",
          "config");

  @ArchTest
  static final ArchRule roomsOfPersistence =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.atelier.persistence..")
          .layer("store")
          .definedBy("io.atelier.persistence")
          .layer("lease")
          .definedBy("io.atelier.persistence.lease..")
          .layer("queue")
          .definedBy("io.atelier.persistence.queue..")
          .layer("history")
          .definedBy("io.atelier.persistence.history..")
          .layer("cluster")
          .definedBy("io.atelier.persistence.cluster..")
          .whereLayer("store")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("lease")
          .mayOnlyBeAccessedByLayers("store")
          .whereLayer("queue")
          .mayOnlyBeAccessedByLayers("store")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers("store")
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("store", "lease");

  @ArchTest
  static final ArchRule onlyPersistenceUsesJdbc =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.atelier.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest static final ArchRule storage = may("storage", "config", "json");
  @ArchTest static final ArchRule diffusion = may("diffusion", "tensor", "array", "memory");

  @ArchTest
  static final ArchRule nodes =
      may(
          "nodes",
          "node",
          "image",
          "diffusion",
          "tensor",
          "array",
          "memory",
          "storage",
          "config",
          "json");

  @ArchTest static final ArchRule security = may("security", "config");

  @ArchTest
  static final ArchRule websocket =
      may("websocket", "wire", "message", "queue", "prompt", "node", "json", "config", "security");

  @ArchTest
  static final ArchRule rest =
      may(
          "rest",
          "wire",
          "queue",
          "worker",
          "prompt",
          "node",
          "storage",
          "image",
          "memory",
          "message",
          "log",
          "json",
          "config",
          "security");

  /** CDI is asked which resources there are: see io.atelier.rest.http.RootRoutes. */
  @ArchTest
  static final ArchRule resourcesAreBeans =
      classes()
          .that()
          .areAnnotatedWith(jakarta.ws.rs.Path.class)
          .should()
          .beAnnotatedWith(ApplicationScoped.class);

  /** Resources use the plumbing; it is handed what it needs to know of them. */
  @ArchTest
  static final ArchRule plumbingKnowsNoResource =
      noClasses()
          .that()
          .resideInAnyPackage("io.atelier.rest.http", "io.atelier.rest.picture")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.atelier.rest");

  @ArchTest
  static final ArchRule plumbingIsOfNoTopic =
      noClasses()
          .that()
          .resideInAPackage("io.atelier.rest.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.atelier.rest.picture");

  @ArchTest
  static final ArchRule nobodyUsesApp =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.atelier.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.atelier.app..")
          .allowEmptyShould(true);

  /** What stops half-way must not stay: see io.atelier.storage.AtomicFiles. */
  @ArchTest
  static final ArchRule nodesSaveWholeFilesOrNone =
      noClasses()
          .that()
          .resideInAPackage("io.atelier.nodes..")
          .should()
          .callMethod(Files.class, "write", Path.class, byte[].class, OpenOption[].class)
          .orShould()
          .callMethod(Files.class, "newOutputStream", Path.class, OpenOption[].class)
          .orShould()
          .callMethod(Files.class, "copy", InputStream.class, Path.class, CopyOption[].class);

  @ArchTest
  static final ArchRule onlyTensorCodeSeesLibTorch =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.atelier.tensor..", "io.atelier.diffusion..", "io.atelier.nodes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule coreIsFreeOfTheContainer =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.atelier.json..",
              "io.atelier.memory..",
              "io.atelier.array..",
              "io.atelier.log..",
              "io.atelier.tensor..",
              "io.atelier.image..",
              "io.atelier.node..",
              "io.atelier.nodes..",
              "io.atelier.prompt..",
              "io.atelier.message..",
              "io.atelier.wire..",
              "io.atelier.execution..",
              "io.atelier.worker..",
              "io.atelier.setup..",
              "io.atelier.diffusion..",
              "io.atelier.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyRestUsesJaxRs =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.atelier.rest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");

  /**
   * Threads come from the container, by way of a factory that is handed in. The child JVM has none;
   * and a stack of a size of one's own is to be had from no container.
   */
  @ArchTest
  static final ArchRule threadsAreTheContainersOrTheChilds =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.atelier.worker.process.WorkerMain")
          .and()
          .doNotHaveFullyQualifiedName("io.atelier.worker.process.WorkerService")
          .and()
          .doNotHaveFullyQualifiedName("io.atelier.nodes.text.DeepStack")
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Executors.class, ForkJoinPool.class, Timer.class)
          .orShould()
          .callMethod(Collection.class, "parallelStream")
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(BaseStream.class))).and(target(name("parallel"))))
          .orShould()
          .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
          .orShould()
          .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class);

  /** Records are made by System.Logger; handlers and formatters are those of java.util.logging. */
  @ArchTest
  static final ArchRule oneLoggerApi =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(java.util.logging.Logger.class)))
                  .and(target(nameMatching("log.*|severe|warning|info|config|fine.*|throwing"))));

  /** What packs are made with, the artifact {@code atelier-node-api}, is complete in itself. */
  @ArchTest
  static final ArchRule theNodeApiUsesNothingElse =
      classes()
          .that()
          .resideInAnyPackage(NodeApi.packages())
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(NodeApi.packages())
                  .or(resideInAnyPackage("java..", "javax..", "org.jspecify.."))
                  .or(resideInAnyPackage("com.fasterxml.jackson.core..")));

  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  /** A package uses itself, those named, and nothing else of ours. */
  private static ArchRule may(String name, String... others) {
    DescribedPredicate<JavaClass> allowed =
        resideOutsideOfPackage("io.atelier..").or(resideInAPackage(BASE + name + ".."));
    for (String other : others) {
      allowed = allowed.or(resideInAPackage(BASE + other + ".."));
    }
    return classes()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .onlyDependOnClassesThat(allowed.as("in " + name + " or " + Arrays.toString(others)))
        .allowEmptyShould(true);
  }
}
