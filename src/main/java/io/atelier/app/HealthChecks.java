package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.queue.QueueLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** What {@code /health/live}, {@code /health/ready} and {@code /health/started} look at. */
@ApplicationScoped
public class HealthChecks {
  /** Below this the disk counts as full. */
  private static final long LEAST_FREE_BYTES = 64L << 20;

  @Inject AtelierSettings settings;
  @Inject Stores stores;
  @Inject QueueLoop loop;

  /** The loop that runs prompts is alive. */
  @Produces
  @Liveness
  HealthCheck worker() {
    return () ->
        HealthCheckResponse.named("worker")
            .status(loop.isAlive())
            .withData(
                "running_seconds",
                loop.running().map(running -> running.since()).orElse(Duration.ZERO).toSeconds())
            .build();
  }

  @Produces
  @Readiness
  HealthCheck database() {
    return () -> HealthCheckResponse.named("database").status(stores.answers()).build();
  }

  @Produces
  @Readiness
  HealthCheck disk() {
    return () -> {
      long free = freeBytes();
      return HealthCheckResponse.named("disk")
          .status(free >= LEAST_FREE_BYTES)
          .withData("free_bytes", free)
          .build();
    };
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(settings.baseDirectory()).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  @Produces
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.named("started").status(loop.isAlive()).build();
  }
}
