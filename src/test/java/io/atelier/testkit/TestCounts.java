package io.atelier.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests of a JVM, those that ran and those that did not, for the closing line of the
 * build. The file that the system property test.counts names gets the two numbers as properties
 * whose names begin with the value of test.kind; without the property nothing is written.
 */
public final class TestCounts implements TestExecutionListener {
  private final LongAdder run = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (identifier.isTest()) {
      boolean gaveUp = result.getStatus() == TestExecutionResult.Status.ABORTED;
      (gaveUp ? skipped : run).increment();
    } else if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      skipped.increment();
    }
  }

  /** A skipped class counts as one. */
  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    skipped.increment();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String file = System.getProperty("test.counts");
    if (file == null) {
      return;
    }
    String kind = System.getProperty("test.kind", "tests");
    try {
      Files.writeString(
          Path.of(file),
          String.format(
              Locale.ROOT, "%1$s.run=%2$d%n%1$s.skipped=%3$d%n", kind, run.sum(), skipped.sum()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
