package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.ProgressRegistry;
import io.atelier.execution.PromptJob;
import io.atelier.execution.RunStatistics;
import io.atelier.log.TraceContext;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.worker.Device;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary packets: texts of any characters, all JSON values, every message. */
final class Packets {
  private static final int DEPTH = 3;

  private Packets() {}

  static Arbitrary<String> texts() {
    return Arbitraries.strings().all().ofMaxLength(8);
  }

  static Arbitrary<Number> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(n -> (Number) n),
        Arbitraries.doubles().map(n -> (Number) n),
        Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e16, Double.MIN_VALUE),
        Arbitraries.of(BigInteger.TWO.pow(64), BigInteger.TWO.pow(70).negate()));
  }

  static Arbitrary<Object> json() {
    return json(DEPTH);
  }

  private static Arbitrary<Object> json(int depth) {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
                texts().map(v -> (Object) v),
                numbers().map(v -> (Object) v),
                Arbitraries.of(true, false).map(v -> (Object) v))
            .injectNull(0.1);
    return depth == 0
        ? simple
        : Arbitraries.oneOf(
            simple,
            json(depth - 1).list().ofMaxSize(3).map(v -> (Object) v),
            object(depth - 1).map(v -> (Object) v));
  }

  static Arbitrary<Map<String, Object>> object(int depth) {
    return Arbitraries.maps(texts(), json(depth)).ofMaxSize(3).map(LinkedHashMap::new);
  }

  private static Arbitrary<NodeId> nodes() {
    return texts().map(NodeId::new);
  }

  private static Arbitrary<PromptId> prompts() {
    return texts().map(PromptId::new);
  }

  private static Arbitrary<NodeIdentity> identities() {
    return Combinators.combine(nodes(), nodes(), nodes().injectNull(0.5), nodes())
        .as(NodeIdentity::new);
  }

  private static Arbitrary<Map<String, List<Object>>> shown() {
    return Arbitraries.maps(texts(), json(1).list().ofMaxSize(2))
        .ofMaxSize(2)
        .map(LinkedHashMap::new);
  }

  private static Arbitrary<Preview> previews() {
    return Combinators.combine(
            Arbitraries.of(Preview.Format.values()),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(20))
        .as(Preview::new);
  }

  private static Arbitrary<Message.Failure> failures() {
    return Combinators.combine(
            nodes(),
            texts(),
            nodes().list().ofMaxSize(3),
            texts(),
            texts(),
            texts().list().ofMaxSize(3),
            Arbitraries.oneOf(object(2).map(v -> (Object) v), Arbitraries.just((Object) List.of())),
            nodes().list().ofMaxSize(3))
        .as(Message.Failure::new);
  }

  private static Arbitrary<NodeProgress> changes() {
    return Combinators.combine(
            identities(), Arbitraries.of(NodeProgress.State.values()), numbers(), numbers())
        .as(NodeProgress::new);
  }

  /** For every kind of message, any of it. */
  static Map<Class<?>, Arbitrary<? extends Message>> messagesByKind() {
    Arbitrary<PromptId> id = prompts();
    Arbitrary<Long> time = Arbitraries.longs();
    Map<Class<?>, Arbitrary<? extends Message>> kinds = new LinkedHashMap<>();
    kinds.put(
        Message.Status.class,
        Combinators.combine(Arbitraries.integers(), texts().injectNull(0.5))
            .as(Message.Status::new));
    kinds.put(
        Message.ExecutionStart.class,
        Combinators.combine(id, time).as(Message.ExecutionStart::new));
    kinds.put(
        Message.ExecutionCached.class,
        Combinators.combine(id, nodes().list().ofMaxSize(3), time)
            .as(Message.ExecutionCached::new));
    kinds.put(
        Message.Executing.class,
        Combinators.combine(id, nodes(), nodes()).as(Message.Executing::new));
    kinds.put(Message.ExecutingNothing.class, id.map(Message.ExecutingNothing::new));
    kinds.put(Message.ExecutingNow.class, nodes().map(Message.ExecutingNow::new));
    kinds.put(
        Message.Executed.class,
        Combinators.combine(id, nodes(), nodes(), shown().injectNull(0.2))
            .as(Message.Executed::new));
    kinds.put(
        Message.Progress.class,
        Combinators.combine(id, identities(), numbers(), numbers(), previews().injectNull(0.5))
            .as(Message.Progress::new));
    kinds.put(
        Message.ProgressState.class,
        Combinators.combine(id, changes())
            .as((p, change) -> new Message.ProgressState(p, new ProgressRegistry().apply(change))));
    kinds.put(
        Message.ExecutionSuccess.class,
        Combinators.combine(id, time).as(Message.ExecutionSuccess::new));
    kinds.put(
        Message.ExecutionError.class,
        Combinators.combine(id, failures(), time).as(Message.ExecutionError::new));
    kinds.put(
        Message.ExecutionBlocked.class,
        Combinators.combine(id, failures()).as(Message.ExecutionBlocked::new));
    kinds.put(
        Message.ExecutionInterrupted.class,
        Combinators.combine(id, nodes(), texts(), nodes().list().ofMaxSize(3), time)
            .as(Message.ExecutionInterrupted::new));
    kinds.put(
        Message.NodeText.class,
        Combinators.combine(id, nodes(), texts()).as(Message.NodeText::new));
    kinds.put(
        Message.FeatureFlags.class,
        object(1)
            .map(
                flags -> {
                  flags.values().removeIf(java.util.Objects::isNull);
                  return new Message.FeatureFlags(flags);
                }));
    kinds.put(
        Message.Logs.class,
        Combinators.combine(texts(), texts())
            .as(Message.LogLine::new)
            .list()
            .ofMaxSize(3)
            .map(Message.Logs::new));
    return kinds;
  }

  private static Arbitrary<Message> messages() {
    return Arbitraries.of(messagesByKind().values().stream().toList())
        .flatMap(kind -> kind.map(message -> (Message) message));
  }

  private static Arbitrary<Audience> audiences() {
    return Arbitraries.oneOf(
        Arbitraries.of(Audience.EVERYONE, Audience.NOBODY), texts().map(Audience.Client::new));
  }

  private static Arbitrary<ExecutionResult> results() {
    Arbitrary<Message> ends = messages().filter(m -> !(m instanceof Message.ProgressState));
    return Combinators.combine(
            Arbitraries.of(ExecutionResult.Status.values()),
            Arbitraries.maps(nodes(), shown()).ofMaxSize(2),
            Arbitraries.maps(nodes(), identities()).ofMaxSize(2),
            ends.list().ofMaxSize(2),
            ends,
            audiences(),
            statistics())
        .as(ExecutionResult::new);
  }

  private static Arbitrary<RunStatistics> statistics() {
    Arbitrary<RunStatistics.NodeTime> times =
        Combinators.combine(texts(), Arbitraries.longs()).as(RunStatistics.NodeTime::new);
    return Combinators.combine(times.list().ofMaxSize(3), Arbitraries.integers())
        .as(RunStatistics::new);
  }

  private static Arbitrary<TraceContext> traces() {
    return Arbitraries.create(TraceContext::begin);
  }

  private static Arbitrary<PromptJob> jobs() {
    Arbitrary<Prompt> graphs =
        Arbitraries.maps(texts(), object(2))
            .ofMaxSize(3)
            .map(LinkedHashMap::new)
            .map(Prompt::fromJson);
    return Combinators.combine(
            prompts(), graphs, nodes().list().ofMaxSize(2), object(2).map(ExtraData::of), traces())
        .as(PromptJob::new);
  }

  private static Arbitrary<Device> devices() {
    Arbitrary<Long> sizes = Arbitraries.longs();
    return Combinators.combine(
            texts(), texts(), Arbitraries.integers().injectNull(0.5), sizes, sizes, sizes, sizes)
        .as(Device::new);
  }

  /** Any packet. */
  static Arbitrary<Packet> packets() {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.integers(), Arbitraries.maps(texts(), texts()).ofMaxSize(3))
            .as(Packet.Hello::new)
            .map(p -> (Packet) p),
        Combinators.combine(Arbitraries.integers(), Arbitraries.longs())
            .as(Packet.Ready::new)
            .map(p -> (Packet) p),
        jobs().map(Packet.Run::new).map(p -> (Packet) p),
        prompts().map(Packet.Interrupt::new).map(p -> (Packet) p),
        Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
            .as(Packet.Free::new)
            .map(p -> (Packet) p),
        Combinators.combine(audiences(), messages()).as(Packet.Published::new).map(p -> (Packet) p),
        results().map(Packet.Finished::new).map(p -> (Packet) p),
        devices().list().ofMaxSize(2).map(Packet.Described::new).map(p -> (Packet) p),
        Arbitraries.of(new Packet.Describe(), new Packet.Ping(), new Packet.Pong(1, 1L << 40)));
  }
}
