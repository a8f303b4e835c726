package io.atelier.nodes;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.storage.FileStore;
import io.atelier.storage.FileWarnings;
import io.atelier.storage.Folder;
import io.atelier.storage.UserDirectory;
import io.atelier.wire.MessageJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A JVM of its own that may write files of a few kilobytes alone, which fails longer ones as a full
 * disk does. It saves long ones in all our ways, and prints what each way said and which files
 * there are in the end.
 */
final class LimitedFiles {
  private static final String LONG = "x".repeat(200_000);

  private final FileStore files;
  private final UserDirectory users;

  private LimitedFiles(Path base) {
    files = new FileStore(base);
    users = new UserDirectory(base.resolve("user"), false, new FileWarnings());
  }

  public static void main(String[] arguments) throws Exception {
    Path base = Path.of(arguments[0]);
    LimitedFiles limited = new LimitedFiles(base);
    limited.users.create();
    limited.node("SaveImage", "images", "EmptyImage");
    limited.node("SaveAnimatedPNG", "images", "EmptyImage");
    limited.node("SaveLatent", "samples", "EmptyLatentImage");
    limited.say(
        "store",
        () ->
            limited.files.store(
                Folder.INPUT, "", "a", LONG.getBytes(StandardCharsets.US_ASCII), true));
    limited.say(
        "userdata",
        () ->
            limited
                .users
                .files("default")
                .write(
                    "workflows/a.json",
                    new ByteArrayInputStream(LONG.getBytes(StandardCharsets.US_ASCII))));
    limited.say(
        "settings",
        () -> {
          limited.users.changeSettings("default", Map.of("long", LONG));
          return "";
        });
    try (Stream<Path> left = Files.walk(base)) {
      left.filter(Files::isRegularFile).forEach(file -> System.out.println("left " + file));
    }
  }

  private void say(String what, Callable<?> saving) {
    try {
      System.out.println(what + " saved " + saving.call());
    } catch (Exception e) {
      System.out.println(what + " failed " + e.getMessage());
    }
  }

  private void node(String type, String input, String source) {
    Map<String, Object> size = new LinkedHashMap<>(Map.of("width", 512, "height", 512));
    size.put("batch_size", 1);
    size.put("color", 7);
    Map<String, Object> inputs = new LinkedHashMap<>(Map.of("filename_prefix", "a"));
    inputs.put(input, List.of("1", 0L));
    inputs.put("fps", 6.0);
    inputs.put("compress_level", 4L);
    Prompt prompt =
        Prompt.fromJson(
            Map.of(
                "1", Map.of("class_type", source, "inputs", size),
                "2", Map.of("class_type", type, "inputs", inputs)));
    NodeRegistry registry =
        NodeRegistry.builder().addListed(LimitedFiles.class.getClassLoader(), "nodes").build();
    Services services = Services.of(Map.of(FileStore.class, files));
    ExecutionResult result =
        new PromptExecutor(registry, services, new ClassicCache(), EngineOptions.sequential())
            .run(
                new PromptJob(
                    PromptId.random(),
                    prompt,
                    List.of(new NodeId("2")),
                    ExtraData.of(Map.of("extra_pnginfo", Map.of("long", LONG)))),
                (audience, message) -> {});
    System.out.println(type + " " + MessageJson.data(result.closing()).get("exception_message"));
  }
}
