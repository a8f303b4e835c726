package io.atelier.worker.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the child is started.
 *
 * @param classPath where the server's classes and the native libraries are
 * @param javaOptions options of its JVM, after our own
 * @param environment variables that are set unless the server's environment has them
 * @param mainClass the name of the class to start
 */
public record ChildCommand(
    List<String> classPath,
    List<String> javaOptions,
    Map<String, String> environment,
    String mainClass) {
  /** The JDK from which on native access wants to be allowed. */
  private static final int NATIVE_ACCESS_JDK = 22;

  /** The worker with its own environment. */
  public static ChildCommand of(List<String> classPath, List<String> javaOptions) {
    return new ChildCommand(
        classPath,
        javaOptions,
        threadSettings(Runtime.getRuntime().availableProcessors()),
        WorkerMain.class.getName());
  }

  /**
   * What LibTorch's thread pools read: one OpenMP thread per processor that does not spin while it
   * waits, and no threads of OpenBLAS's own within those.
   */
  private static Map<String, String> threadSettings(int processors) {
    String all = Integer.toString(processors);
    return Map.of(
        "OMP_NUM_THREADS",
        all,
        "MKL_NUM_THREADS",
        all,
        "OMP_WAIT_POLICY",
        "passive",
        "OPENBLAS_NUM_THREADS",
        "1");
  }

  /** The version of LibTorch on the class path, if it is there. */
  Optional<String> torchVersion() {
    return classPath.stream().map(TorchJars::versionIn).flatMap(Optional::stream).findFirst();
  }

  Process start(Path socket) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    if (Runtime.version().feature() >= NATIVE_ACCESS_JDK) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    // Native memory is the models'; JavaCPP would bound it by multiples of the heap.
    command.add("-Dorg.bytedeco.javacpp.maxBytes=0");
    command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    command.addAll(javaOptions);
    command.add("-cp");
    command.add(String.join(java.io.File.pathSeparator, classPath));
    command.add(mainClass);
    command.add(socket.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    environment.forEach(builder.environment()::putIfAbsent);
    return builder.start();
  }
}
