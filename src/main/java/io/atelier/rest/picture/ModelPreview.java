package io.atelier.rest.picture;

import io.atelier.json.Json;
import io.atelier.json.JsonSyntaxException;
import io.atelier.storage.SafetensorsMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The picture of a model file, as WebP: one of the same name beside it, or a cover inside it. */
public final class ModelPreview {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".webp", ".gif");
  private static final String COVERS = "ssmd_cover_images";

  private ModelPreview() {}

  public static Optional<ImageRendering.Encoded> of(Path model) throws IOException {
    Optional<Path> beside = beside(model);
    if (beside.isPresent()) {
      Path picture = beside.get();
      return attempt(() -> ImageRendering.preview(picture, "webp", null));
    }
    return model.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")
        ? SafetensorsMetadata.read(model).flatMap(ModelPreview::cover)
        : Optional.empty();
  }

  private static Optional<Path> beside(Path model) {
    String name = String.valueOf(model.getFileName());
    String stem = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    for (String middle : List.of("", ".preview")) {
      for (String ending : ENDINGS) {
        Path picture = model.resolveSibling(stem + middle + ending);
        if (Files.isRegularFile(picture)) {
          return Optional.of(picture);
        }
      }
    }
    return Optional.empty();
  }

  /** The first cover picture that the metadata carries in Base64. */
  private static Optional<ImageRendering.Encoded> cover(Map<String, @Nullable Object> metadata) {
    if (!(metadata.get(COVERS) instanceof String text)) {
      return Optional.empty();
    }
    try {
      return Json.parse(text) instanceof List<?> covers
              && !covers.isEmpty()
              && covers.get(0) instanceof String base64
          ? attempt(Base64.getDecoder().decode(base64))
          : Optional.empty();
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ImageRendering.Encoded> attempt(byte[] picture) {
    return attempt(() -> ImageRendering.preview(picture, "webp", null));
  }

  /** The rendering; none when the picture cannot be shown, unless that passes. */
  private static Optional<ImageRendering.Encoded> attempt(
      DecodingPlaces.Work<ImageRendering.Encoded> rendering) {
    try {
      return Optional.of(rendering.get());
    } catch (PictureRefusal e) {
      if (e.passes()) {
        throw e;
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
