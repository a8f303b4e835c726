package io.atelier.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;

/**
 * A JSON object whose members are made one after another while it is written.
 *
 * @param members in order, no two of one name; used up by the first writing
 */
public record JsonMembers(Iterator<? extends Map.Entry<String, ?>> members) implements JsonSource {
  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write('{');
    while (members.hasNext()) {
      Map.Entry<String, ?> member = members.next();
      Json.write(member.getKey(), out);
      out.write(':');
      Json.write(member.getValue(), out);
      if (members.hasNext()) {
        out.write(',');
      }
    }
    out.write('}');
  }
}
