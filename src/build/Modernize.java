import static java.lang.classfile.ClassFile.StackMapsOption.GENERATE_STACK_MAPS;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of libraries that were compiled for Java 5 the form of Java 8: the JVM's class
 * archive takes no older ones, and verifies them anew at every start.
 *
 * <p>Arguments: the jars, each rewritten in place; times of entries and all other files stay.
 */
final class Modernize {
  private static final int OLD = ClassFile.JAVA_6_VERSION;

  private final JarFile jar;
  private final ClassFile classes;

  private Modernize(JarFile jar) {
    this.jar = jar;
    this.classes =
        ClassFile.of(
            GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> resource(type.descriptorString()))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      modernize(Path.of(jar));
    }
  }

  private static void modernize(Path path) throws IOException {
    Path modern = path.resolveSibling(path.getFileName() + ".new");
    try (JarFile jar = new JarFile(path.toFile())) {
      Modernize work = new Modernize(jar);
      if (!work.isNeeded()) {
        return;
      }
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(modern))) {
        work.copy(out);
      }
    }
    Files.setLastModifiedTime(modern, Files.getLastModifiedTime(path));
    Files.move(modern, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean isNeeded() throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().endsWith(".class") && isOld(bytes(entry))) {
        return true;
      }
    }
    return false;
  }

  /** Source: The Java Virtual Machine Specification, 4.1: the seventh and eighth byte. */
  private static boolean isOld(byte[] classFile) {
    return (classFile[6] << 8 | classFile[7]) < OLD;
  }

  private void copy(JarOutputStream out) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      JarEntry copy = new JarEntry(entry.getName());
      copy.setTime(entry.getTime());
      out.putNextEntry(copy);
      byte[] bytes = bytes(entry);
      out.write(entry.getName().endsWith(".class") ? modern(bytes) : bytes);
      out.closeEntry();
    }
  }

  private byte[] modern(byte[] bytes) {
    if (!isOld(bytes)) {
      return bytes;
    }
    return classes.transformClass(
        classes.parse(bytes),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(
                (builder, element) ->
                    builder.with(
                        element instanceof ClassFileVersion
                            ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                            : element)));
  }

  private InputStream resource(String descriptor) {
    String name = descriptor.substring(1, descriptor.length() - 1) + ".class";
    JarEntry entry = jar.getJarEntry(name);
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      return null;
    }
  }

  private byte[] bytes(JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
