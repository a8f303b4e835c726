package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.NodeErrors;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.ModelFolders;
import io.atelier.wire.ErrorJson;
import io.atelier.wire.MessageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one case with the real validator and engine over folders of its own.
 *
 * <p>Nodes that only view a value (SaveImage after the node under test, say) are replaced by {@link
 * Look}, so that floats are compared instead of bytes and other families are not needed.
 */
final class CaseRun {
  private static final Set<String> VIEWERS = Set.of("SaveImage", "SaveLatent", "PreviewAny");

  /** Choices that are not on offer but worked in 0.3.64, which newer versions and ours refuse. */
  private static final Set<String> BEYOND_THE_LIST =
      Set.of("ImageQuantize--bayer-32-not-in-the-list");

  private final NodeCase nodeCase;
  private final FileStore files;
  private final Services services;
  private final Look.Log looks = new Look.Log();
  private final NodeRegistry registry;

  CaseRun(NodeCase nodeCase, Path folder) {
    this.nodeCase = nodeCase;
    this.files = new FileStore(folder);
    this.services =
        Services.of(Map.of(FileStore.class, files, ModelFolders.class, new ModelFolders(folder)));
    this.registry =
        NodeRegistry.builder()
            .addListed(CaseRun.class.getClassLoader(), "nodes")
            .add(looks::node, "test")
            .build();
  }

  /** Classes that the case uses and this build lacks. */
  Set<String> missingClasses() {
    Set<String> missing = new TreeSet<>();
    for (Object node : wantedWorkflow().values()) {
      String type = String.valueOf(NodeCase.map(node).get("class_type"));
      if (registry.find(type) == null) {
        missing.add(type);
      }
    }
    return missing;
  }

  /** Runs the case and compares everything that it expects. */
  void check() throws IOException {
    upload();
    ValidationReport report = validate(wantedWorkflow());
    if (nodeCase.status().equals("rejected")) {
      assertThat(report).isInstanceOf(ValidationReport.Rejected.class);
      assertThat(found((ValidationReport.Rejected) report)).isEqualTo(rejection());
      return;
    }
    if (BEYOND_THE_LIST.contains(nodeCase.name())) {
      assertThat(report.nodeErrors().values())
          .flatExtracting(NodeErrors::errors)
          .extracting(PromptError::type)
          .containsOnly("value_not_in_list");
      return;
    }
    if (nodeCase.status().equals("error") && refusesAnUnknownChoice(report)) {
      return;
    }
    assertThat(report).as("%s", report).isInstanceOf(ValidationReport.Accepted.class);
    ExecutionResult result = run((ValidationReport.Accepted) report);
    if (nodeCase.status().equals("error") && !(nodeCase.maySucceed() && succeeded(result))) {
      assertFailed(result);
      return;
    }
    assertThat(succeeded(result)).as("%s", MessageJson.data(result.closing())).isTrue();
    Expectations expectations = new Expectations(nodeCase, files);
    for (Map.Entry<String, Object> entry : nodeCase.expectations().entrySet()) {
      Map<String, List<Object>> shown = result.outputs().get(new NodeId(entry.getKey()));
      expectations.check(
          NodeCase.map(entry.getValue()),
          looks.of(entry.getKey()),
          shown == null ? Map.of() : shown);
    }
  }

  private void upload() throws IOException {
    for (Object element : NodeCase.list(nodeCase.json().get("uploads"))) {
      Map<String, Object> upload = NodeCase.map(element);
      String name = String.valueOf(upload.get("file"));
      files.store(
          Folder.of(String.valueOf(upload.getOrDefault("type", "input"))).orElseThrow(),
          String.valueOf(upload.getOrDefault("subfolder", "")),
          name,
          Files.readAllBytes(NodeCase.resource("nodes/inputs/" + name)),
          true);
    }
  }

  /** The workflow with viewers replaced, without nodes that then lead nowhere. */
  private Map<String, Object> wantedWorkflow() {
    if (!nodeCase.status().equals("success")) {
      return nodeCase.workflow();
    }
    Map<String, Object> workflow = new LinkedHashMap<>(nodeCase.workflow());
    Set<String> wanted = new LinkedHashSet<>();
    Deque<String> toVisit = new ArrayDeque<>();
    nodeCase
        .expectations()
        .forEach(
            (id, expectation) -> {
              Object of = NodeCase.map(expectation).get("of");
              String type = String.valueOf(NodeCase.map(workflow.get(id)).get("class_type"));
              if (of != null && VIEWERS.contains(type) && !type.equals(nodeCase.nodeClass())) {
                workflow.put(id, Map.of("class_type", Look.CLASS, "inputs", Map.of("value", of)));
              }
              toVisit.add(id);
            });
    while (!toVisit.isEmpty()) {
      String id = toVisit.remove();
      if (wanted.add(id)) {
        NodeCase.map(NodeCase.map(workflow.get(id)).get("inputs")).values().stream()
            .filter(v -> v instanceof List<?> link && link.size() == 2)
            .map(v -> String.valueOf(((List<?>) v).get(0)))
            .filter(workflow::containsKey)
            .forEach(toVisit::add);
      }
    }
    workflow.keySet().retainAll(wanted);
    return workflow;
  }

  private ValidationReport validate(Map<String, Object> workflow) {
    return new PromptValidator(registry, services, ErrorJson::length)
        .validate(Prompt.fromJson(workflow), null);
  }

  private ExecutionResult run(ValidationReport.Accepted accepted) {
    Map<String, @Nullable Object> extra = new HashMap<>();
    extra.put("extra_pnginfo", nodeCase.json().get("extra_pnginfo"));
    return new PromptExecutor(registry, services, new ClassicCache(), EngineOptions.sequential())
        .run(
            new PromptJob(
                PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.of(extra)),
            (audience, message) -> {});
  }

  /**
   * Whether the failing node is refused beforehand for a choice that it does not offer: the
   * original leaves choices of newer-style nodes to the node.
   */
  private boolean refusesAnUnknownChoice(ValidationReport report) {
    String node = String.valueOf(NodeCase.map(nodeCase.json().get("error")).get("node_id"));
    NodeErrors errors = report.nodeErrors().get(new NodeId(node));
    return report instanceof ValidationReport.Rejected
        && errors != null
        && errors.errors().stream().allMatch(e -> e.type().equals("value_not_in_list"));
  }

  private static boolean succeeded(ExecutionResult result) {
    return result.status() == ExecutionResult.Status.SUCCEEDED;
  }

  private void assertFailed(ExecutionResult result) {
    Map<String, Object> error = NodeCase.map(nodeCase.json().get("error"));
    assertThat(result.closing()).isInstanceOf(Message.ExecutionError.class);
    Message.Failure failure = ((Message.ExecutionError) result.closing()).failure();
    assertThat(failure.node().value()).isEqualTo(error.get("node_id"));
    assertThat(failure.nodeType()).isEqualTo(error.get("node_type"));
  }

  private Map<String, Set<String>> rejection() {
    Map<String, Set<String>> errors = new TreeMap<>();
    NodeCase.map(NodeCase.map(nodeCase.json().get("rejected")).get("node_errors"))
        .forEach(
            (node, list) -> {
              for (Object error : NodeCase.list(list)) {
                errors
                    .computeIfAbsent(node, n -> new TreeSet<>())
                    .add(
                        NodeCase.map(error).get("type")
                            + " of "
                            + NodeCase.map(error).get("input_name"));
              }
            });
    return errors;
  }

  private static Map<String, Set<String>> found(ValidationReport.Rejected report) {
    Map<String, Set<String>> errors = new TreeMap<>();
    report
        .nodeErrors()
        .forEach(
            (node, found) ->
                found
                    .errors()
                    .forEach(
                        e ->
                            errors
                                .computeIfAbsent(node.value(), n -> new TreeSet<>())
                                .add(e.type() + " of " + e.extraInfo().get("input_name"))));
    return errors;
  }
}
