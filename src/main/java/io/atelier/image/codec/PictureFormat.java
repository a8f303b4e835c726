package io.atelier.image.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * A kind of picture files, known by their first bytes.
 *
 * @param mark whether the content of a file is of this kind
 * @param decoder all frames of such a file, at least one, upright
 */
record PictureFormat(Predicate<byte[]> mark, Decoder decoder) {
  /** In the order in which they are tried; TGA has no mark of its own. */
  private static final List<PictureFormat> ALL =
      List.of(
          new PictureFormat(starts("\u0089PNG\r\n\u001a\n"), PngDecoder::decode),
          new PictureFormat(starts("\u00ff\u00d8\u00ff"), JpegDecoder::decode),
          new PictureFormat(starts("RIFF").and(has(8, "WEBP")), WebpDecoder::decode),
          new PictureFormat(starts("GIF8"), GifDecoder::decode),
          new PictureFormat(starts("II*\0").or(starts("II+\0")), TiffDecoder::decode),
          new PictureFormat(starts("MM\0*").or(starts("MM\0+")), TiffDecoder::decode),
          new PictureFormat(starts("BM"), BmpDecoder::decode),
          new PictureFormat(IcoDecoder::looksLikeOne, IcoDecoder::decode),
          new PictureFormat(PnmHeader::starts, PnmDecoder::decode),
          new PictureFormat(starts("DDS "), DdsDecoder::decode),
          new PictureFormat(starts("\0\0\0\fjP  \r\n\u0087\n"), Jpeg2000Decoder::decode),
          new PictureFormat(starts("\u00ffO\u00ffQ"), Jpeg2000Decoder::decode),
          new PictureFormat(has(4, "ftypavi"), unread("AVIF")),
          new PictureFormat(has(4, "ftyphe").or(has(4, "ftypmif")), unread("HEIC")),
          new PictureFormat(starts("\u00ff\n").or(has(4, "JXL ")), unread("JPEG XL")),
          new PictureFormat(starts("<svg").or(starts("<?xml")), unread("SVG")),
          new PictureFormat(starts("8BPS"), unread("Photoshop")),
          new PictureFormat(starts("v/1\u0001"), unread("OpenEXR")),
          new PictureFormat(starts("#?R"), unread("Radiance HDR")),
          new PictureFormat(TgaDecoder::looksLikeOne, TgaDecoder::decode));

  /** Makes frames of the content of a file. */
  @FunctionalInterface
  interface Decoder {
    List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException;
  }

  /** The kind of a file's content. */
  static PictureFormat of(byte[] content) throws ImageFormatException {
    for (PictureFormat format : ALL) {
      if (format.mark.test(content)) {
        return format;
      }
    }
    throw new ImageFormatException("cannot identify image file");
  }

  private static Decoder unread(String name) {
    return (content, budget) -> {
      throw new ImageFormatException(
          name + " pictures cannot be read yet; save it as PNG, JPEG or WebP instead");
    };
  }

  private static Predicate<byte[]> starts(String mark) {
    return has(0, mark);
  }

  private static Predicate<byte[]> has(int at, String mark) {
    byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
    return content -> {
      if (content.length < at + wanted.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (content[at + i] != wanted[i]) {
          return false;
        }
      }
      return true;
    };
  }
}
