package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes one value, its objects numbered from 0 on, and so the lists of their types. */
final class ClixmlWriter {

  private static final ImmutableList<String> ARRAY =
      ImmutableList.of("System.Object[]", "System.Array", "System.Object");

  private static final ImmutableList<String> HASHTABLE =
      ImmutableList.of("System.Collections.Hashtable", "System.Object");

  private final StringBuilder xml = new StringBuilder();
  private final Map<ImmutableList<String>, Integer> types = new HashMap<>();
  private final Deque<Integer> enclosing = new ArrayDeque<>();
  private int objects;

  String write(Object value) {
    write(value, "");
    return xml.toString();
  }

  /**
   * @param name an attribute {@code N} ready to be appended, or an empty text
   */
  private void write(Object value, String name) {
    switch (value) {
      case Nil _ -> xml.append("<Nil").append(name).append(" />");
      case Obj obj -> object(obj, name);
      case Secret secret -> write(secret.reveal(), name);
      case List<?> list ->
          object(Obj.of(ARRAY, new Items(Items.Kind.LIST, ImmutableList.copyOf(list))), name);
      case Map<?, ?> map -> object(Obj.of(HASHTABLE, ImmutableMap.copyOf(map)), name);
      case Enclosing inside -> reference(inside, name);
      case ProgressRecord progress -> progress(progress, name);
      default -> primitive(value, name);
    }
  }

  private void primitive(Object value, String name) {
    Primitives.Written written =
        Primitives.write(value)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "PowerShell is given no values of " + value.getClass().getName()));
    element(written.tag(), written.text(), name);
  }

  private void element(String tag, String text, String name) {
    xml.append('<').append(tag).append(name).append('>');
    EscapedText.write(text, xml);
    xml.append("</").append(tag).append('>');
  }

  private static String named(String name) {
    StringBuilder attribute = new StringBuilder(" N=\"");
    EscapedText.write(name, attribute);
    return attribute.append('"').toString();
  }

  private void object(Obj obj, String name) {
    xml.append("<Obj").append(name).append(" RefId=\"").append(objects).append("\">");
    enclosing.push(objects++);
    if (!obj.types().isEmpty()) {
      types(obj.types());
    }
    obj.text().ifPresent(text -> element("ToString", text, ""));
    obj.content().ifPresent(this::content);
    members("Props", obj.properties());
    members("MS", obj.notes());
    enclosing.pop();
    xml.append("</Obj>");
  }

  private void types(ImmutableList<String> names) {
    Integer known = types.putIfAbsent(names, types.size());
    if (known != null) {
      xml.append("<TNRef RefId=\"").append(known).append("\" />");
      return;
    }
    xml.append("<TN RefId=\"").append(types.size() - 1).append("\">");
    names.forEach(name -> element("T", name, ""));
    xml.append("</TN>");
  }

  private void content(Object content) {
    switch (content) {
      case Items items -> items(items);
      case Map<?, ?> map -> dictionary(map);
      default -> write(content, "");
    }
  }

  private void items(Items items) {
    xml.append('<').append(items.kind().tag()).append('>');
    items.values().forEach(value -> write(value, ""));
    xml.append("</").append(items.kind().tag()).append('>');
  }

  private void dictionary(Map<?, ?> entries) {
    xml.append("<DCT>");
    entries.forEach(
        (key, value) -> {
          xml.append("<En>");
          write(key, named("Key"));
          write(value, named("Value"));
          xml.append("</En>");
        });
    xml.append("</DCT>");
  }

  private void members(String tag, ImmutableMap<String, Object> members) {
    if (members.isEmpty()) {
      return;
    }
    xml.append('<').append(tag).append('>');
    members.forEach((name, value) -> write(value, named(name)));
    xml.append("</").append(tag).append('>');
  }

  private void reference(Enclosing inside, String name) {
    Iterator<Integer> outwards = enclosing.iterator();
    for (int i = 0; i < inside.levels(); i++) {
      outwards.next();
    }
    xml.append("<Ref").append(name).append(" RefId=\"").append(outwards.next()).append("\" />");
  }

  private void progress(ProgressRecord progress, String name) {
    xml.append("<PR").append(name).append('>');
    progress
        .fields()
        .forEach(
            (tag, text) -> {
              if (tag.equals("Nil")) {
                xml.append("<Nil />");
              } else {
                element(tag, text, "");
              }
            });
    xml.append("</PR>");
  }
}
