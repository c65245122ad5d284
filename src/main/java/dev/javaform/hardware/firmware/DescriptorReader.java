package dev.javaform.hardware.firmware;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.firmware.FirmwareDescriptor.Image;
import dev.javaform.hardware.firmware.FirmwareDescriptor.Target;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads descriptors; what is not one is nothing. */
final class DescriptorReader {

  private DescriptorReader() {}

  static Optional<FirmwareDescriptor> read(String file, String text) {
    try {
      return JsonReader.read(text) instanceof Map<?, ?> values
          ? Optional.of(descriptor(file, values))
          : Optional.empty();
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  private static FirmwareDescriptor descriptor(String file, Map<?, ?> values) {
    Map<?, ?> mapping = map(values.get("mapping"));
    return new FirmwareDescriptor(
        file,
        text(values.get("description")).orElse(""),
        ImmutableSet.copyOf(texts(values.get("interface-types"))),
        text(mapping.get("device")).orElse(""),
        text(mapping.get("mode")).orElse("split"),
        image(mapping.get("executable")).or(() -> plain(mapping)),
        image(mapping.get("nvram-template")),
        list(values.get("targets")).map(DescriptorReader::target).collect(toImmutableList()),
        ImmutableSet.copyOf(texts(values.get("features"))));
  }

  private static Target target(Object value) {
    return new Target(
        text(map(value).get("architecture")).orElse(""), texts(map(value).get("machines")));
  }

  private static Optional<Image> image(@Nullable Object value) {
    return text(map(value).get("filename"))
        .map(path -> new Image(path, text(map(value).get("format")).orElse("raw")));
  }

  /** Firmware that is loaded into memory or as a kernel has no more than a name. */
  private static Optional<Image> plain(Map<?, ?> mapping) {
    return text(mapping.get("filename")).map(path -> new Image(path, "raw"));
  }

  private static ImmutableList<String> texts(@Nullable Object value) {
    return list(value).flatMap(each -> text(each).stream()).collect(toImmutableList());
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Stream<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream() : Stream.empty();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
