package io.atelier.queue;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.testkit.TestEngine;
import io.atelier.wire.ErrorJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
  private static final Prompt GRAPH =
      prompt().image("1", "BLACK").node("2", "Show", "images", output("1")).build();
  private static final Requester SOMEBODY = new Requester("somebody");

  private final History history = new MemoryHistory(History.LIMIT);
  private final PromptQueue memory = new MemoryPromptQueue(history);
  private final PromptCounts counts = new PromptCounts();
  private final PromptQueue queue = new AnnouncedQueue(memory, (audience, message) -> {}, counts);
  private final List<String> interrupted = new ArrayList<>();
  private final Admission admission = new Admission(queue, 2, counts);
  private final Submissions submissions =
      new Submissions(
          new PromptValidator(TestEngine.classic().registry(), Services.NONE, ErrorJson::length),
          admission,
          queue,
          history,
          PromptStatuses.of(queue, history),
          id -> interrupted.add(id.value()),
          counts);

  private static SubmitCall call(String id, SubmitCall.Graph graph) {
    return new SubmitCall(new PromptId(id), null, false, graph, null, ExtraData.NONE);
  }

  private static SubmitCall call(String id) {
    return call(id, new SubmitCall.Given(GRAPH));
  }

  private Submitted submit(SubmitCall call) {
    return submissions.submit(SOMEBODY, call);
  }

  private static Submitted.Accepted accepted(String id, Number number) {
    return new Submitted.Accepted(new PromptId(id), number, Map.of(), 0);
  }

  private QueuedPrompt take() throws InterruptedException {
    return queue.take(Duration.ofMillis(1)).orElseThrow();
  }

  private void end(QueuedPrompt prompt, ExecutionResult.Status status) {
    Message closing = new Message.ExecutionSuccess(prompt.id(), 5);
    history.add(
        new HistoryEntry(
            prompt,
            new ExecutionResult(
                status, Map.of(), Map.of(), List.of(closing), closing, Audience.NOBODY)));
    queue.finish(prompt);
  }

  @Test
  void whatIsValidWaitsInTheNameOfWhoAsked() throws InterruptedException {
    assertThat(submit(call("a"))).isEqualTo(accepted("a", 0L));

    QueuedPrompt waiting = take();
    assertThat(waiting.requester()).isEqualTo(SOMEBODY);
    assertThat(waiting.outputs()).containsExactly(new NodeId("2"));
    assertThat(counts.accepted()).isEqualTo(1);
  }

  @Test
  void aNumberIsTheNextOneOrOneBeforeAllOrAChosenOne() {
    assertThat(submit(call("a"))).isEqualTo(accepted("a", 0L));
    SubmitCall front =
        new SubmitCall(
            new PromptId("b"), null, true, new SubmitCall.Given(GRAPH), null, ExtraData.NONE);
    assertThat(submit(front)).isEqualTo(accepted("b", -1L));
    queue.clear();
    SubmitCall chosen =
        new SubmitCall(
            new PromptId("c"), 0.5, true, new SubmitCall.Given(GRAPH), null, ExtraData.NONE);
    assertThat(submit(chosen)).isEqualTo(accepted("c", 0.5));
    assertThat(queue.nextNumber()).isEqualTo(2);
  }

  @Test
  void whatIsNoGraphIsInvalidAndUsesANumberUp() {
    assertThat(invalid(call("a", SubmitCall.Graph.NONE)).type()).isEqualTo("no_prompt");
    assertThat(invalid(call("b", SubmitCall.Graph.of(5L))).type()).isEqualTo("invalid_prompt");
    assertThat(invalid(call("c", SubmitCall.Graph.of(null))).details()).isEqualTo("it is null");

    assertThat(counts.invalid()).isEqualTo(3);
    assertThat(queue.nextNumber()).isEqualTo(3);
    assertThat(queue.remaining()).isZero();
  }

  private PromptError invalid(SubmitCall call) {
    return ((Submitted.Invalid) submit(call)).report().error();
  }

  @Test
  void aGraphOfWhichNothingCanRunIsInvalid() {
    Prompt broken = prompt().node("2", "Show").build();

    Submitted.Invalid refused = (Submitted.Invalid) submit(call("a", new SubmitCall.Given(broken)));

    assertThat(refused.report().nodeErrors()).containsOnlyKeys(new NodeId("2"));
    assertThat(counts.invalid()).isEqualTo(1);
  }

  @Test
  void targetsThatAreNoOutputsAreInvalid() {
    SubmitCall call = withTargets(Set.of(new NodeId("1")));

    assertThat(invalid(call).type()).isEqualTo("prompt_no_outputs");
    assertThat(submit(withTargets(Set.of(new NodeId("2"))))).isEqualTo(accepted("a", 1L));
  }

  private static SubmitCall withTargets(@Nullable Set<NodeId> targets) {
    return new SubmitCall(
        new PromptId("a"), null, false, new SubmitCall.Given(GRAPH), targets, ExtraData.NONE);
  }

  @Test
  void whatCannotRunIsToldBesideWhatCan() {
    Prompt half =
        prompt()
            .image("1", "BLACK")
            .node("2", "Show", "images", output("1"))
            .node("3", "Show")
            .build();

    Submitted.Accepted accepted =
        (Submitted.Accepted) submit(call("a", new SubmitCall.Given(half)));

    assertThat(accepted.nodeErrors()).containsOnlyKeys(new NodeId("3"));
  }

  @Test
  void whatDoesNotEvenMakeACallUsesNoNumberUp() {
    PromptError error = PromptError.of("type", "message", "");

    assertThat(submissions.refuse(SOMEBODY, error).report().error()).isEqualTo(error);

    assertThat(counts.invalid()).isEqualTo(1);
    assertThat(queue.nextNumber()).isZero();
  }

  @Test
  void aTakenIdIsNoInvalidSubmission() {
    submit(call("a"));

    assertThat(submit(call("a"))).isEqualTo(new Submitted.IdTaken(new PromptId("a")));

    assertThat(counts.invalid()).isZero();
    assertThat(counts.accepted()).isEqualTo(1);
  }

  @Test
  void aFullQueueAndAStoppingServerRefuseWhatIsValid() {
    submit(call("a"));
    submit(call("b"));

    assertThat(submit(call("c"))).isEqualTo(new Submitted.NotNow(Admission.Refusal.FULL));
    assertThat(invalid(call("d", SubmitCall.Graph.NONE)).type()).isEqualTo("no_prompt");
    admission.close();
    assertThat(submit(call("e"))).isEqualTo(new Submitted.NotNow(Admission.Refusal.STOPPING));

    assertThat(counts.full()).isEqualTo(1);
    assertThat(counts.stopping()).isEqualTo(1);
    assertThat(counts.invalid()).isEqualTo(1);
  }

  @Test
  void whatFailedWaitsAgainUnderAnIdOfItsOwnInTheNameOfWhoAsks() throws InterruptedException {
    submissions.submit(Requester.ANYONE, call("a"));
    QueuedPrompt failed = take();
    end(failed, ExecutionResult.Status.FAILED);

    Submitted.Accepted again =
        (Submitted.Accepted) submissions.resubmit(SOMEBODY, new PromptId("a"));

    QueuedPrompt waiting = take();
    assertThat(waiting.id()).isEqualTo(again.id()).isNotEqualTo(failed.id());
    assertThat(waiting.number()).isEqualTo(again.number()).isEqualTo(1L);
    assertThat(waiting.prompt()).isEqualTo(failed.prompt());
    assertThat(waiting.requester()).isEqualTo(SOMEBODY);
    assertThat(history.find(failed.id()).orElseThrow().prompt().requester())
        .isEqualTo(Requester.ANYONE);
  }

  @Test
  void thereIsNothingToTryAgainOfWhatSucceededOrIsUnknownOrWhileTheServerStops()
      throws InterruptedException {
    submit(call("good"));
    end(take(), ExecutionResult.Status.SUCCEEDED);
    submit(call("bad"));
    end(take(), ExecutionResult.Status.INTERRUPTED);

    assertThat(submissions.resubmit(SOMEBODY, new PromptId("good")))
        .isEqualTo(new Resubmitted.Succeeded());
    assertThat(submissions.resubmit(SOMEBODY, new PromptId("other")))
        .isEqualTo(new Resubmitted.Unknown());
    assertThat(counts.stopping()).isZero();
    admission.close();
    assertThat(submissions.resubmit(SOMEBODY, new PromptId("bad")))
        .isEqualTo(new Submitted.NotNow(Admission.Refusal.STOPPING));
    assertThat(counts.stopping()).isEqualTo(1);
    assertThat(queue.nextNumber()).isEqualTo(2);
  }

  @Test
  void cancellingTakesOutWhatWaitsAndEndsWhatRuns() throws InterruptedException {
    submit(call("runs"));
    take();
    submit(call("waits"));

    assertThat(submissions.cancel(SOMEBODY, new PromptId("waits"))).isTrue();
    assertThat(submissions.cancel(SOMEBODY, new PromptId("waits"))).isFalse();
    assertThat(interrupted).isEmpty();
    assertThat(submissions.cancel(SOMEBODY, new PromptId("runs"))).isTrue();
    assertThat(interrupted).containsExactly("runs");
  }

  @Test
  void interruptingConcernsWhatRunsAndWithdrawingWhatWaits() throws InterruptedException {
    submit(call("runs"));
    take();
    submit(call("waits"));

    assertThat(submissions.interrupt(SOMEBODY, new PromptId("waits"))).isFalse();
    assertThat(submissions.withdraw(SOMEBODY, new PromptId("runs"))).isFalse();
    submissions.interruptAll(SOMEBODY);
    assertThat(interrupted).containsExactly("runs");
    submissions.withdrawAll(SOMEBODY);
    assertThat(queue.lengths().waiting()).isZero();
    assertThat(queue.lengths().running()).isEqualTo(1);
  }

  @Test
  void aStateIsThatOfThePrompt() throws InterruptedException {
    submit(call("a"));
    assertThat(submissions.state(SOMEBODY, new PromptId("a")).state())
        .isEqualTo(PromptState.QUEUED);
    end(take(), ExecutionResult.Status.FAILED);
    assertThat(submissions.state(SOMEBODY, new PromptId("a")).state())
        .isEqualTo(PromptState.FAILED);
    assertThat(submissions.state(SOMEBODY, new PromptId("b"))).isEqualTo(PromptStatus.UNKNOWN);
  }
}
