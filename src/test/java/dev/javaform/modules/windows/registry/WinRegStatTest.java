package dev.javaform.modules.windows.registry;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinRegStatTest {

  private static final String KEY =
      """
      {"exists":true,"keys":["Below"],"values":[
        {"name":"","kind":"string","data":"x","expanded":null},
        {"name":"Bytes","kind":"binary","data":"01ff","expanded":null},
        {"name":"Number","kind":"dword","data":"4294967295","expanded":null},
        {"name":"List","kind":"multistring","data":["a"],"expanded":null},
        {"name":"Folder","kind":"expandstring","data":"%TEMP%","expanded":"C:\\\\Temp"}]}
      """;

  private static Map<String, Object> value(Object raw, String type, Object value) {
    return Map.of("raw_value", raw, "type", type, "value", value);
  }

  @Test
  void tellsAKey() {
    given(task(WinRegStat.class, "path", "HKLM:\\SOFTWARE\\Example"))
        .seeing(KEY)
        .changesNothing()
        .returns(
            Map.of(
                "exists",
                true,
                "sub_keys",
                List.of("Below"),
                "properties",
                Map.of(
                    "",
                    value("x", "REG_SZ", "x"),
                    "Bytes",
                    value(List.of("0x01", "0xff"), "REG_BINARY", List.of(1L, 255L)),
                    "Number",
                    value(4294967295L, "REG_DWORD", 4294967295L),
                    "List",
                    value(List.of("a"), "REG_MULTI_SZ", List.of("a")),
                    "Folder",
                    value("%TEMP%", "REG_EXPAND_SZ", "C:\\Temp"))));
  }

  @Test
  void tellsAValue() {
    WinRegStat folder =
        task(WinRegStat.class, "path", "HKLM:\\SOFTWARE\\Example", "name", "Folder");
    given(folder)
        .seeing(
            "{\"exists\":true,\"keys\":[],\"values\":{\"name\":\"Folder\",\"kind\":\"string\","
                + "\"data\":\"C:\"}}")
        .returns(Map.of("exists", true, "raw_value", "C:", "type", "REG_SZ", "value", "C:"));
    given(folder)
        .seeing("{\"exists\":true,\"keys\":[],\"values\":[]}")
        .returns(Map.of("exists", false));
  }
}
