package io.atelier.nodes.image;

import io.atelier.image.Bytes8;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.ImageFormatException;
import io.atelier.image.codec.PictureFrame;
import io.atelier.node.Choices;
import io.atelier.node.InputValidation.Verdict;
import io.atelier.node.NodeException;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.storage.FileName;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Picture files as nodes name them: choices, checks, fingerprints and pixels. */
final class ImageFiles {
  /** Files of these kinds are offered as pictures. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "apng", "avif", "bmp", "cur", "dds", "gif", "heic", "heif", "ico", "j2k", "jfif", "jp2",
          "jpe", "jpeg", "jpg", "pam", "pbm", "pfm", "pgm", "png", "pnm", "ppm", "svg", "tga",
          "tif", "tiff", "webp");

  /** The sides of the mask of a picture without transparency. */
  private static final int NO_MASK_SIDE = 64;

  private ImageFiles() {}

  /** Names of the pictures in the input folder. */
  static Choices pictures() {
    return services ->
        new ArrayList<>(names(services).stream().filter(ImageFiles::isPicture).toList());
  }

  /** Names of all files in the input folder. */
  static Choices all() {
    return services -> new ArrayList<>(names(services));
  }

  private static List<String> names(Services services) {
    return services.get(FileStore.class).names(Folder.INPUT);
  }

  private static boolean isPicture(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension);
  }

  /** Passed when the name stands for a file in its folder. */
  static Verdict check(String name, FileStore files) {
    try {
      if (Files.isRegularFile(path(name, files))) {
        return Verdict.PASSED;
      }
    } catch (PathEscapeException e) {
      return Verdict.failed("Invalid image file: " + name);
    }
    return Verdict.failed("Invalid image file: " + name);
  }

  private static Path path(String name, FileStore files) {
    FileName parsed = FileName.parse(name, Folder.INPUT);
    return files.resolve(parsed.folder(), parsed.name());
  }

  /** The SHA-256 of the file's content, hexadecimal. */
  static String fingerprint(String name, FileStore files) throws IOException {
    try (InputStream in = Files.newInputStream(path(name, files));
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The frames of the file. */
  private static List<PictureFrame> read(String name, FileStore files) throws IOException {
    return read(name, files, ImageFile::read);
  }

  /** The frames of the file as pictures, and their transparency as masks. */
  static NodeOutput picturesAndMasks(String name, FileStore files) throws IOException {
    List<PictureFrame> frames = read(name, files);
    return NodeOutput.of(pixels(frames), masks(frames));
  }

  /** The first frame of the file. */
  static PictureFrame first(String name, FileStore files) throws IOException {
    return read(name, files, ImageFile::first);
  }

  /** What is read of a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  private static <T> T read(String name, FileStore files, Reading<T> reading) throws IOException {
    Path path = path(name, files);
    try {
      return reading.of(path);
    } catch (ImageFormatException e) {
      throw new NodeException(
          "PIL.UnidentifiedImageError", "%s '%s'".formatted(e.getMessage(), path), e);
    }
  }

  /** The colours of all frames that are of the first one's size. */
  private static ImageBatch pixels(List<PictureFrame> frames) {
    PictureFrame first = frames.get(0);
    List<PictureFrame> same = sameSize(frames);
    ImageBatch images = ImageBatch.zeros(same.size(), first.height(), first.width(), 3);
    float[] data = images.data();
    int to = 0;
    for (PictureFrame frame : same) {
      byte[] rgba = frame.rgba();
      for (int from = 0; from < rgba.length; from += 4) {
        data[to++] = Bytes8.toFloat(rgba[from]);
        data[to++] = Bytes8.toFloat(rgba[from + 1]);
        data[to++] = Bytes8.toFloat(rgba[from + 2]);
      }
    }
    return images;
  }

  /** The transparency of the same frames; zeros of a fixed small size where they have none. */
  private static MaskBatch masks(List<PictureFrame> frames) {
    List<PictureFrame> same = sameSize(frames);
    if (same.stream().noneMatch(PictureFrame::masked)) {
      return MaskBatch.zeros(same.size(), NO_MASK_SIDE, NO_MASK_SIDE);
    }
    PictureFrame first = frames.get(0);
    MaskBatch masks = MaskBatch.zeros(same.size(), first.height(), first.width());
    int to = 0;
    for (PictureFrame frame : same) {
      byte[] rgba = frame.rgba();
      for (int from = 3; from < rgba.length; from += 4) {
        masks.data()[to++] = frame.masked() ? 1f - Bytes8.toFloat(rgba[from]) : 0f;
      }
    }
    return masks;
  }

  private static List<PictureFrame> sameSize(List<PictureFrame> frames) {
    PictureFrame first = frames.get(0);
    return frames.stream()
        .filter(f -> f.width() == first.width() && f.height() == first.height())
        .toList();
  }
}
