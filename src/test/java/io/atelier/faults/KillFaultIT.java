package io.atelier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.faults.Submissions.Counts;
import io.atelier.it.ServerProcess;
import io.atelier.testkit.FaultReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of servers at random moments of many prompts: nothing accepted is lost. */
class KillFaultIT {
  private static final int PROMPTS = 500;
  private static final int KILLS = 3;
  private static final Duration END = Duration.ofMinutes(3);

  private final Random random = new Random(7);
  @TempDir Path folder = Path.of("");

  @Test
  void oneServerOnItsFile() throws Exception {
    run("H2, one server", List.of(folder.resolve("a")), Map.of(), PROMPTS);
  }

  @Test
  void oneServerOnPostgreSql() throws Exception {
    onPostgreSql("PostgreSQL, one server", List.of(folder.resolve("a")), PROMPTS);
  }

  @Test
  void twoServersOnOnePostgreSql() throws Exception {
    onPostgreSql(
        "PostgreSQL, two servers", List.of(folder.resolve("a"), folder.resolve("b")), 2 * PROMPTS);
  }

  private void onPostgreSql(String title, List<Path> servers, int prompts) throws Exception {
    try (SharedSchema schema = new SharedSchema()) {
      run(title, servers, schema.settings(), prompts);
    }
  }

  /** Submits prompts to servers in turn, and kills one of them at random moments. */
  private void run(String title, List<Path> data, Map<String, String> settings, int prompts)
      throws IOException {
    List<ServerProcess> servers = new ArrayList<>();
    Submissions submissions = new Submissions();
    try {
      for (Path each : data) {
        servers.add(ServerProcess.start(each, settings));
      }
      List<Integer> killAt = random.ints(KILLS, prompts / 10, prompts).sorted().boxed().toList();
      int kills = 0;
      for (int i = 0; submissions.accepted() < prompts; i++) {
        submissions.submit(servers.get(i % servers.size()).base(), i);
        if (kills < KILLS && submissions.accepted() >= killAt.get(kills)) {
          ServerProcess victim = servers.get(random.nextInt(servers.size()));
          victim.kill();
          victim.start();
          kills++;
        }
      }
      ServerProcess witness = servers.get(0);
      await()
          .atMost(END)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> submissions.isIdle(witness.base()));
      Counts counts =
          submissions.count(witness.base(), servers.stream().map(ServerProcess::output).toList());
      FaultReport.add(title + ", " + kills + " kills: " + counts);
      assertThat(counts.lost()).isZero();
      assertThat(counts.runTwiceUncounted()).isZero();
    } finally {
      servers.forEach(ServerProcess::close);
    }
  }
}
