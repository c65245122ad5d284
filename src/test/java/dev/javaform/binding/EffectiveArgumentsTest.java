package dev.javaform.binding;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.module.Argument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a task may write has an effect, or the reference says why it has none. */
class EffectiveArgumentsTest {

  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void everyArgumentIsReadOrSaysWhyItIsIgnored() throws IOException {
    Set<String> read = read(true);
    List<String> silent =
        components()
            .filter(each -> isValue(each.getAnnotation(Argument.class)))
            .filter(each -> each.getAnnotation(Argument.class).ignored().isEmpty())
            .map(EffectiveArgumentsTest::name)
            .filter(name -> !read.contains(name))
            .sorted()
            .toList();
    assertEquals(List.of(), silent);
  }

  @Test
  void noArgumentIsSaidToBeIgnoredThatIsRead() throws IOException {
    Set<String> read = read(false);
    List<String> all =
        components()
            .filter(each -> !each.getAnnotation(Argument.class).ignored().isEmpty())
            .map(EffectiveArgumentsTest::name)
            .filter(read::contains)
            .toList();
    assertEquals(List.of(), all);
  }

  /** Whether the module is who reads it; other arguments say how or whether it is called. */
  private static boolean isValue(Argument argument) {
    return switch (argument.meaning()) {
      case VERBOSITY, READING -> false;
      case VALUE, CONTENT, EXPRESSION, CONDITIONS, FILE, TEMPLATE, NAMES -> true;
    };
  }

  private static Stream<RecordComponent> components() {
    return new Modules().all().stream().flatMap(type -> components(type.record())).distinct();
  }

  private static Stream<RecordComponent> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(each -> Parameter.isGroup(each) ? components(each.getType()) : Stream.of(each));
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getName().replace('.', '/') + "." + component.getName();
  }

  /**
   * The components that some method of a module uses, as {@code class/name.component}.
   *
   * @param refused whether it is a use that the record's constructor looks at them
   */
  private static Set<String> read(boolean refused) throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/javaform/modules"))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(EffectiveArgumentsTest::parse)
          .flatMap(each -> Stream.concat(read(each), refused ? looked(each) : Stream.of()))
          .collect(toUnmodifiableSet());
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> read(ClassModel in) {
    return in.methods().stream().flatMap(method -> read(in, method));
  }

  private static Stream<String> read(ClassModel in, MethodModel method) {
    String itself = in.thisClass().asInternalName() + "." + method.methodName().stringValue();
    return elements(method)
        .<String>mapMulti(
            (element, into) -> {
              switch (element) {
                case FieldInstruction field when field.opcode() == Opcode.GETFIELD ->
                    into.accept(field.owner().asInternalName() + "." + field.name().stringValue());
                case InvokeInstruction call ->
                    into.accept(call.owner().asInternalName() + "." + call.name().stringValue());
                case InvokeDynamicInstruction lambda ->
                    lambda.bootstrapArgs().stream()
                        .filter(DirectMethodHandleDesc.class::isInstance)
                        .map(DirectMethodHandleDesc.class::cast)
                        .filter(each -> each.kind() != DirectMethodHandleDesc.Kind.GETTER)
                        .map(EffectiveArgumentsTest::referred)
                        .forEach(into);
                default -> {}
              }
            })
        .filter(name -> !name.equals(itself));
  }

  private static String referred(DirectMethodHandleDesc method) {
    String owner = method.owner().descriptorString();
    return owner.substring(1, owner.length() - 1) + "." + method.methodName();
  }

  /** What a constructor loads more often than to store it. */
  private static Stream<String> looked(ClassModel in) {
    return in.methods().stream()
        .filter(method -> method.methodName().equalsString("<init>"))
        .flatMap(method -> looked(in, method));
  }

  private static Stream<String> looked(ClassModel in, MethodModel constructor) {
    List<Integer> loaded =
        elements(constructor)
            .<Integer>mapMulti(
                (element, into) -> {
                  if (element instanceof LoadInstruction load) {
                    into.accept(load.slot());
                  }
                })
            .toList();
    List<String> fields =
        in.fields().stream()
            .filter(field -> !field.flags().has(AccessFlag.STATIC))
            .map(field -> field.fieldName().stringValue())
            .toList();
    List<String> looked = new ArrayList<>();
    int slot = 1;
    List<ClassDesc> types = constructor.methodTypeSymbol().parameterList();
    for (int at = 0; at < Math.min(fields.size(), types.size()); at++) {
      if (Collections.frequency(loaded, slot) > 1) {
        looked.add(in.thisClass().asInternalName() + "." + fields.get(at));
      }
      slot += TypeKind.from(types.get(at)).slotSize();
    }
    return looked.stream();
  }

  private static Stream<CodeElement> elements(MethodModel method) {
    return method.code().stream().flatMap(CodeModel::elementStream);
  }
}
