package fr.recap.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteArrayDataOutput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.BytesRef;

/**
 * An establishment as bytes: what is needed to rank it, some 150 of them. A text that repeats an
 * earlier one, as most names do, takes one byte. Coordinates are kept to a tenth of a metre.
 */
final class EntryBytes {
  private static final double DEGREE = 1e6;
  private static final int NOWHERE = Integer.MIN_VALUE;

  private static final int SIRET = 14;
  private static final int TEXTS = 18;

  /** SIRET, two coordinates, two numbers of at most five bytes, and a flag. */
  private static final int MOST_OF_NUMBERS = 27;

  private static final int MOST_OF_CODE = 5;
  private static final int MOST_OF_LETTER = 3;

  /** Where the latitude is, behind the SIRET and before the longitude. */
  private static final int LATITUDE = Long.BYTES;

  private EntryBytes() {}

  static BytesRef write(RegisterEntry entry) {
    RegisterEntry.Names names = entry.names();
    RegisterEntry.Address address = entry.address();
    List<String> texts =
        List.of(
            names.denom(),
            names.condensed(),
            names.acronym(),
            names.unitBrand(),
            names.brand(),
            names.tradeName(),
            names.line1(),
            names.line2(),
            names.line3(),
            address.number(),
            address.streetType(),
            address.street(),
            address.postcode(),
            address.commune(),
            address.communeName(),
            address.line6(),
            entry.apet(),
            entry.ape());
    int letters = 0;
    for (String text : texts) {
      letters += text.length();
    }
    byte[] bytes =
        new byte[MOST_OF_NUMBERS + texts.size() * MOST_OF_CODE + letters * MOST_OF_LETTER];
    ByteArrayDataOutput out = new ByteArrayDataOutput(bytes);
    try {
      out.writeLong(Long.parseLong(entry.siret()));
      out.writeInt(degrees(address.latitude()));
      out.writeInt(degrees(address.longitude()));
      out.writeVInt(entry.staff());
      out.writeVInt(entry.unitStaff());
      out.writeByte((byte) (entry.headOffice() ? 1 : 0));
      writeTexts(out, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BytesRef(Arrays.copyOf(bytes, out.getPosition()));
  }

  /** The SIRET of an establishment as a number. */
  static long siret(BytesRef bytes) {
    return (long) BitUtil.VH_LE_LONG.get(bytes.bytes, bytes.offset);
  }

  /** Puts the place of an establishment into its bytes. */
  static void locate(byte[] bytes, double latitude, double longitude) {
    BitUtil.VH_LE_INT.set(bytes, LATITUDE, degrees(latitude));
    BitUtil.VH_LE_INT.set(bytes, LATITUDE + Integer.BYTES, degrees(longitude));
  }

  static RegisterEntry read(BytesRef bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    String siret = siret(in.readLong());
    double latitude = coordinate(in.readInt());
    double longitude = coordinate(in.readInt());
    int staff = in.readVInt();
    int unitStaff = in.readVInt();
    boolean headOffice = in.readByte() == 1;
    Texts texts = new Texts(bytes.bytes, in);
    return new RegisterEntry(
        siret,
        new RegisterEntry.Names(
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next()),
        new RegisterEntry.Address(
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            texts.next(),
            latitude,
            longitude),
        texts.next(),
        texts.next(),
        staff,
        unitStaff,
        headOffice);
  }

  /** Fourteen digits. */
  private static String siret(long number) {
    String digits = Long.toString(number);
    return "0".repeat(SIRET - digits.length()) + digits;
  }

  /** Twice the length and the text, or twice the position of the same text before it and one. */
  private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
    for (int i = 0; i < texts.size(); i++) {
      int same = texts.indexOf(texts.get(i));
      if (same < i) {
        out.writeVInt(2 * same + 1);
      } else {
        byte[] utf8 = texts.get(i).getBytes(StandardCharsets.UTF_8);
        out.writeVInt(2 * utf8.length);
        out.writeBytes(utf8, utf8.length);
      }
    }
  }

  /** Reads texts one after another. */
  private static final class Texts {
    private final byte[] bytes;
    private final ByteArrayDataInput in;
    private final List<String> read = new ArrayList<>(TEXTS);

    Texts(byte[] bytes, ByteArrayDataInput in) {
      this.bytes = bytes;
      this.in = in;
    }

    String next() {
      int code = in.readVInt();
      String text = (code & 1) == 1 ? read.get(code / 2) : text(code / 2);
      read.add(text);
      return text;
    }

    private String text(int length) {
      int from = in.getPosition();
      in.skipBytes(length);
      return length == 0 ? "" : new String(bytes, from, length, StandardCharsets.UTF_8);
    }
  }

  private static int degrees(double coordinate) {
    return Double.isNaN(coordinate) ? NOWHERE : (int) Math.round(coordinate * DEGREE);
  }

  private static double coordinate(int degrees) {
    return degrees == NOWHERE ? Double.NaN : degrees / DEGREE;
  }
}
