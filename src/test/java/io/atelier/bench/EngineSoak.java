package io.atelier.bench;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.LruCache;
import io.atelier.execution.MeasuredMemory;
import io.atelier.execution.OutputCache;
import io.atelier.execution.RamPressureCache;
import io.atelier.execution.ResultSizer;
import io.atelier.image.ImageBatch;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import java.util.logging.Logger;

/**
 * Runs 10,000 prompts whose inputs change from each to the next, five pictures of 192 KiB each, and
 * tells the heap in use after every thousand. Arguments: {@code classic}, {@code lru} or {@code
 * ram}, and the number of prompts.
 */
public final class EngineSoak {
  private static final Logger LOG = Logger.getLogger(EngineSoak.class.getName());
  private static final int REPORTS = 10;
  private static final int LRU_RESULTS = 100;
  private static final long RAM_WANTED = 256L << 20;
  private static final long SIDE = 128;
  private static final int CHAIN = 5;

  private EngineSoak() {}

  public static void main(String[] args) {
    int prompts = Integer.parseInt(args[1]);
    TestEngine engine = TestEngine.with(cache(args[0]));
    for (int i = 1; i <= prompts; i++) {
      engine.run(prompt(i / (double) prompts));
      if (i % (prompts / REPORTS) == 0) {
        report(args[0], i);
      }
    }
  }

  private static OutputCache cache(String kind) {
    return switch (kind) {
      case "classic" -> new ClassicCache();
      case "lru" -> new LruCache(LRU_RESULTS);
      case "ram" ->
          new RamPressureCache(
              new MeasuredMemory(),
              new ResultSizer(
                  value ->
                      value instanceof ImageBatch i ? (long) Float.BYTES * i.data().length : 0),
              RAM_WANTED);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static PromptBuilder prompt(double value) {
    PromptBuilder prompt =
        PromptBuilder.prompt()
            .node(
                "0",
                "StubConstantImage",
                "value",
                value,
                "height",
                SIDE,
                "width",
                SIDE,
                "batch_size",
                1L);
    for (int i = 1; i < CHAIN; i++) {
      prompt =
          prompt.node("" + i, "TestVariadicAverage", "input1", PromptBuilder.output("" + (i - 1)));
    }
    return prompt.node("out", "Show", "images", PromptBuilder.output("" + (CHAIN - 1)));
  }

  private static void report(String kind, int done) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = (runtime.totalMemory() - runtime.freeMemory()) >> 10;
    LOG.info(() -> kind + " after " + done + " prompts: " + used + " KiB in use");
  }
}
