package fr.recap.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Earlier forms that name the employer in the same words, in the same commune, and led to the same
 * establishment.
 *
 * @param siret where they led
 * @param name words of the employer; perhaps empty
 * @param commune code of the workplace's; perhaps empty
 * @param forms a hash of each form's cabbi, in order, so that a form that is among them can be left
 *     out
 */
record EarlierWording(String siret, String name, String commune, List<Long> forms) {
  private static final int SEED = 20261201;

  /** How many forms there are beside one, which may be among them. */
  int others(String cabbi) {
    return forms.size() - (Collections.binarySearch(forms, hash(cabbi)) >= 0 ? 1 : 0);
  }

  /** Whether all forms of another are among these, which led to the same. */
  boolean has(EarlierWording other) {
    return siret.equals(other.siret) && forms.containsAll(other.forms);
  }

  /** 64 bits of a cabbi: two of a billion forms have the same with a chance of 3 %. */
  static long hash(String cabbi) {
    byte[] utf8 = cabbi.getBytes(StandardCharsets.UTF_8);
    long first = StringHelper.murmurhash3_x86_32(utf8, 0, utf8.length, SEED);
    long second = StringHelper.murmurhash3_x86_32(utf8, 0, utf8.length, ~SEED);
    return (first << Integer.SIZE) | (second & 0xFFFF_FFFFL);
  }

  BytesRef write() {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      out.writeLong(Long.parseLong(siret));
      out.writeString(name);
      out.writeString(commune);
      out.writeVInt(forms.size());
      for (long form : forms) {
        out.writeLong(form);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BytesRef(out.toArrayCopy());
  }

  static EarlierWording read(BytesRef bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      String siret = "%014d".formatted(in.readLong());
      String name = in.readString();
      String commune = in.readString();
      int count = in.readVInt();
      List<Long> forms = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        forms.add(in.readLong());
      }
      return new EarlierWording(siret, name, commune, forms);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
