package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module that docs/writing-a-module.md makes is one, and passes its tests. */
class WritingAModuleTest {

  private static final Pattern FILE =
      Pattern.compile("`src/\\w+/java/(\\S+)\\.java`[^\n]*\n\n```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void makesAModuleThatPassesItsTests() throws Exception {
    ImmutableMap<String, Path> sources = sources();
    compile(sources.values().asList());
    for (String name : sources.keySet()) {
      assertTrue(Files.exists(folder.resolve(name + ".class")), name + " is in another package");
    }
    assertEquals(3, run("dev.javaform.modules.linux.kernel.TimezoneTest"));
  }

  /** The page's Java files, by the names that their classes ought to have. */
  private ImmutableMap<String, Path> sources() throws IOException {
    ImmutableMap.Builder<String, Path> files = ImmutableMap.builder();
    for (var found :
        FILE.matcher(Files.readString(Path.of("docs/writing-a-module.md"))).results().toList()) {
      String name = found.group(1);
      Path file = folder.resolve(Path.of(name).getFileName() + ".java");
      files.put(name, Files.writeString(file, found.group(2)));
    }
    return files.buildOrThrow();
  }

  private void compile(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-Xlint:all", "-d", folder.toString(), "-cp", classPath());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      compiler
          .getTask(
              complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    assertEquals("", complaints.toString());
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** How many tests the class has, all of which pass. */
  private int run(String name) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> tests = loader.loadClass(name);
      List<Method> methods =
          Stream.of(tests.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Test.class))
              .toList();
      for (Method method : methods) {
        method.setAccessible(true);
        method.invoke(instance(tests));
      }
      return methods.size();
    }
  }

  private static Object instance(Class<?> tests) throws ReflectiveOperationException {
    var constructor = tests.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }
}
