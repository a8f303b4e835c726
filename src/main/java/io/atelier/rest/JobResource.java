package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.Requester;
import io.atelier.queue.Submissions;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import io.atelier.rest.http.UnreadableRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Queue and history seen as one list of jobs. */
@ApplicationScoped
@Path("jobs")
public class JobResource {
  @Inject AtelierSettings settings;
  @Inject PromptQueue queue;
  @Inject History history;
  @Inject Submissions submissions;

  @GET
  public Response list(@Context UriInfo uri) {
    try {
      JobQuery query = JobQuery.parse(name -> uri.getQueryParameters().getFirst(name));
      return Replies.streamed(query.answer(queue.snapshot(), history));
    } catch (JobQuery.InvalidQueryException e) {
      return Replies.json(400, e.answer());
    }
  }

  /**
   * The finished ones are asked for after those that wait or run, here and in lists, so that a
   * prompt that ends meanwhile is seen at least once.
   */
  private Optional<Job> find(PromptId id) {
    PromptQueue.Snapshot snapshot = queue.snapshot();
    return Stream.concat(
            snapshot.running().stream().map(prompt -> Job.live(JobStatus.IN_PROGRESS, prompt)),
            snapshot.pending().stream().map(prompt -> Job.live(JobStatus.PENDING, prompt)))
        .filter(job -> job.id().equals(id))
        .findFirst()
        .or(() -> history.open(id).map(Job::finished));
  }

  @GET
  @Path("{id}")
  public Response find(@PathParam("id") String id) {
    return find(new PromptId(id))
        .map(job -> Replies.streamed(job.whole()))
        .orElseGet(() -> Replies.json(404, Map.of("error", "Job not found")));
  }

  @POST
  @Path("{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  public Response cancel(@PathParam("id") String id) {
    return Replies.json(
        Map.of("cancelled", submissions.cancel(Requester.ANYONE, new PromptId(id))));
  }

  @POST
  @Path("cancel")
  @Consumes(MediaType.WILDCARD)
  public Response cancelSome(InputStream body) {
    Object json;
    try {
      json = RequestBody.json(body, settings.maxUploadBytes());
    } catch (UnreadableRequestException e) {
      return refuse("Request body must be valid JSON");
    }
    if (!(json instanceof Map<?, ?> object) || !(object.get("job_ids") instanceof List<?> ids)) {
      return refuse("job_ids must be a list");
    }
    List<?> invalid = ids.stream().filter(id -> !(id instanceof String)).toList();
    if (!invalid.isEmpty()) {
      return Replies.json(
          400,
          new JobQuery.InvalidQueryException("job_ids contains invalid id(s)", invalid).answer());
    }
    boolean cancelled = false;
    for (Object id : ids) {
      cancelled |= submissions.cancel(Requester.ANYONE, new PromptId((String) id));
    }
    return Replies.json(Map.of("cancelled", cancelled));
  }

  private static Response refuse(String error) {
    return Replies.json(400, Map.of("error", error));
  }
}
