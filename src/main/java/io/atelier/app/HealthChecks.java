package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.queue.QueueLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * What {@code /health/live}, {@code /health/ready} and {@code /health/started} look at. The
 * container makes this bean while it deploys, before what it looks at may be made: hence providers.
 */
@ApplicationScoped
public class HealthChecks {
  /** Below this the disk counts as full. */
  private static final long LEAST_FREE_BYTES = 64L << 20;

  @Inject Provider<AtelierSettings> settings;
  @Inject Provider<Stores> stores;
  @Inject Provider<QueueLoop> loop;

  /** The loop that runs prompts is alive. */
  @Produces
  @Liveness
  HealthCheck worker() {
    return () ->
        HealthCheckResponse.named("worker")
            .status(loop.get().isAlive())
            .withData(
                "running_seconds",
                loop.get()
                    .running()
                    .map(running -> running.since())
                    .orElse(Duration.ZERO)
                    .toSeconds())
            .build();
  }

  @Produces
  @Readiness
  HealthCheck database() {
    return () -> HealthCheckResponse.named("database").status(stores.get().answers()).build();
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
      return Files.getFileStore(settings.get().baseDirectory()).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  @Produces
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.named("started").status(loop.get().isAlive()).build();
  }
}
