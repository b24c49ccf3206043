package fr.recap.nomenclature;

import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Texts one after the other as UTF-8, four bytes each beside their own. */
final class TextPool {
  private final byte[] bytes;

  /** Text t lies from starts[t] to starts[t + 1]. */
  private final int[] starts;

  private TextPool(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static TextPool of(Collection<String> texts) {
    int[] starts = new int[texts.size() + 1];
    byte[][] encoded = new byte[texts.size()][];
    int count = 0;
    for (String text : texts) {
      encoded[count] = text.getBytes(StandardCharsets.UTF_8);
      starts[count + 1] = Math.addExact(starts[count], encoded[count].length);
      count++;
    }
    byte[] bytes = new byte[starts[count]];
    for (int text = 0; text < count; text++) {
      System.arraycopy(encoded[text], 0, bytes, starts[text], encoded[text].length);
    }
    return new TextPool(bytes, starts);
  }

  String get(int text) {
    return new String(bytes, starts[text], starts[text + 1] - starts[text], StandardCharsets.UTF_8);
  }

  void write(DataOutputStream out) throws IOException {
    BinaryArrays.write(out, starts);
    out.write(bytes);
  }

  static TextPool read(BinaryInput in, int texts) throws IOException {
    int[] starts = in.readStarts();
    in.check(starts.length == texts + 1, "its texts are not as many as their labels");
    return new TextPool(in.readBytes(starts[texts]), starts);
  }
}
