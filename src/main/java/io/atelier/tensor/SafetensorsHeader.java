package io.atelier.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON at the head of a safetensors file.
 *
 * <p>It is read as a stream, so that a hostile header never becomes more than the tensors it
 * describes. What it says is believed only when the tensors fill the rest of the file exactly, each
 * byte once.
 *
 * @param tensors by name, in the header's order
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, TensorInfo> tensors) {
  private static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 32;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxStringLength(SafetensorsFile.MAX_HEADER)
                  .build())
          .build();

  /**
   * Reads and checks a header.
   *
   * @param json UTF-8
   * @param dataBegin where the tensors' bytes begin in the file
   * @param fileSize in bytes
   */
  static SafetensorsHeader parse(byte[] json, long dataBegin, long fileSize)
      throws SafetensorsFormatException {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    if (json.length == 0 || json[0] != '{') {
      throw new SafetensorsFormatException("the header does not start with {");
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(parser.nextToken(), JsonToken.START_OBJECT, "'" + name + "'");
        if (name.equals(METADATA)) {
          readMetadata(parser, metadata);
        } else {
          tensors.put(name, readTensor(parser, name, dataBegin, fileSize));
        }
      }
      if (parser.nextToken() != null) {
        throw new SafetensorsFormatException("text after the end of the header");
      }
    } catch (JsonProcessingException e) {
      throw new SafetensorsFormatException("the header is not JSON: " + e.getOriginalMessage(), e);
    } catch (SafetensorsFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new SafetensorsFormatException("the header is not readable text", e);
    }
    checkCoverage(tensors.values().stream().toList(), dataBegin, fileSize);
    return new SafetensorsHeader(
        Collections.unmodifiableMap(metadata), Collections.unmodifiableMap(tensors));
  }

  private static void readMetadata(JsonParser parser, Map<String, String> metadata)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(parser.nextToken(), JsonToken.VALUE_STRING, "metadata '" + key + "'");
      metadata.put(key, parser.getText());
    }
  }

  private static TensorInfo readTensor(
      JsonParser parser, String name, long dataBegin, long fileSize) throws IOException {
    Dtype dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(token, JsonToken.VALUE_STRING, "the dtype of '" + name + "'");
          String type = parser.getText();
          dtype =
              Dtype.of(type)
                  .orElseThrow(
                      () ->
                          new SafetensorsFormatException(
                              "tensor '" + name + "' has the unknown dtype '" + type + "'"));
        }
        case "shape" -> shape = sizes(parser, token, "the shape of '" + name + "'");
        case "data_offsets" -> offsets = sizes(parser, token, "the offsets of '" + name + "'");
        default -> parser.skipChildren();
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
      throw new SafetensorsFormatException(
          "tensor '" + name + "' lacks a dtype, a shape or two data_offsets");
    }
    return located(name, dtype, shape, offsets, dataBegin, fileSize);
  }

  private static TensorInfo located(
      String name, Dtype dtype, long[] shape, long[] offsets, long dataBegin, long fileSize)
      throws SafetensorsFormatException {
    if (offsets[0] > offsets[1] || offsets[1] > fileSize - dataBegin) {
      throw new SafetensorsFormatException(
          "tensor '%s' lies outside the file: bytes %d to %d of %d"
              .formatted(name, offsets[0], offsets[1], fileSize - dataBegin));
    }
    long length = dtype.bytes();
    try {
      for (long side : shape) {
        length = Math.multiplyExact(length, side);
      }
    } catch (ArithmeticException e) {
      throw new SafetensorsFormatException(
          "tensor '" + name + "' has the impossible shape " + Arrays.toString(shape), e);
    }
    if (length != offsets[1] - offsets[0]) {
      throw new SafetensorsFormatException(
          "tensor '%s' has %d bytes where %s of shape %s takes %d"
              .formatted(name, offsets[1] - offsets[0], dtype, Arrays.toString(shape), length));
    }
    return new TensorInfo(name, dtype, shape, dataBegin + offsets[0], dataBegin + offsets[1]);
  }

  private static long[] sizes(JsonParser parser, JsonToken first, String what) throws IOException {
    expect(first, JsonToken.START_ARRAY, what);
    List<Long> sizes = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      expect(t, JsonToken.VALUE_NUMBER_INT, what);
      long size = parser.getLongValue();
      if (size < 0) {
        throw new SafetensorsFormatException(what + " has the negative size " + size);
      }
      sizes.add(size);
      if (sizes.size() > MAX_RANK) {
        throw new SafetensorsFormatException(what + " has more than " + MAX_RANK + " numbers");
      }
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private static void expect(@Nullable JsonToken found, JsonToken wanted, String what)
      throws SafetensorsFormatException {
    if (found != wanted) {
      throw new SafetensorsFormatException(what + " is " + found + " instead of " + wanted);
    }
  }

  private static void checkCoverage(List<TensorInfo> tensors, long begin, long end)
      throws SafetensorsFormatException {
    List<TensorInfo> inOrder = new ArrayList<>(tensors);
    inOrder.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
    long covered = begin;
    for (TensorInfo tensor : inOrder) {
      if (tensor.begin() != covered) {
        throw new SafetensorsFormatException(
            "tensor '%s' %s"
                .formatted(
                    tensor.name(),
                    tensor.begin() < covered
                        ? "overlaps another"
                        : "leaves " + (tensor.begin() - covered) + " bytes unused before it"));
      }
      covered = tensor.end();
    }
    if (covered != end) {
      throw new SafetensorsFormatException(
          (end - covered) + " bytes at the end belong to no tensor");
    }
  }
}
