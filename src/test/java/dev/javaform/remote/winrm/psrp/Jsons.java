package dev.javaform.remote.winrm.psrp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.javaform.remote.winrm.clixml.Items;
import dev.javaform.remote.winrm.clixml.Nil;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.clixml.Scalar;
import java.util.Map;
import java.util.UUID;

/** Values as PowerShell's ConvertTo-Json shows them, where it is a fair comparison. */
final class Jsons {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Jsons() {}

  static JsonNode of(Object value) {
    return switch (value) {
      case Nil _ -> JSON.nullNode();
      case Scalar scalar ->
          switch (scalar.kind()) {
            case BYTE, UNSIGNED_16, UNSIGNED_32 ->
                JSON.getNodeFactory().numberNode(Integer.valueOf(scalar.text()));
            default -> JSON.getNodeFactory().textNode(scalar.text());
          };
      case UUID id ->
          JSON.createObjectNode().put("value", id.toString()).put("Guid", id.toString());
      case Items items -> {
        ArrayNode list = JSON.createArrayNode();
        items.values().forEach(each -> list.add(of(each)));
        yield list;
      }
      case Map<?, ?> map -> object(map);
      case Obj obj when obj.content().isPresent() -> of(obj.content().get());
      case Obj obj -> object(obj.notes());
      default -> JSON.valueToTree(value);
    };
  }

  private static ObjectNode object(Map<?, ?> map) {
    ObjectNode object = JSON.createObjectNode();
    map.forEach((name, value) -> object.set(name.toString(), of(value)));
    return object;
  }
}
