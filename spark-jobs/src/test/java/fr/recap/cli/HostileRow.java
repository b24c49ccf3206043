package fr.recap.cli;

import java.util.List;
import java.util.Map;

/**
 * An odd row of a CSV with the columns id, siretc, name, n, big, d, b, dt, v, and what must become
 * of it.
 *
 * @param line as it lies in the file
 * @param read the row of the table, or null
 * @param reason why it is a reject, or null
 */
record HostileRow(String line, String read, String reason) {
  private static final List<String> COLUMNS =
      List.of("id", "siretc", "name", "n", "big", "d", "b", "dt", "v");

  static List<HostileRow> all() {
    return List.of(
        // Keys.
        key("A1", "A1"),
        reject("A1 ", "duplicate key: an earlier row was kept"),
        reject("A1\u00A0", "duplicate key: an earlier row was kept"),
        reject("\uFEFFA1", "duplicate key: an earlier row was kept"),
        reject("\tA1\u200B", "duplicate key: an earlier row was kept"),
        reject("A1\0\0", "duplicate key: an earlier row was kept"),
        key("\uFEFF\"K,2\"", "K,2"),
        key(" K3", "K3"),
        key("K\u00A04", "K 4"),
        key("E\u0301", "\u00C9"),
        reject("\u00C9", "duplicate key: an earlier row was kept"),
        reject("K\u200B5", "id: the key has an invisible character within (U+200B)"),
        reject("K\uFEFF5", "id: the key has an invisible character within (U+FEFF)"),
        reject("K\0006", "id: the key has an invisible character within (U+0000)"),
        reject("\"K\n7\"", "id: the key has an invisible character within (U+000A)"),
        reject("", "id: the key is null"),
        reject(" \u00A0", "id: the key is null"),
        reject(
            "k".repeat(12_000),
            "the key has 12,000 bytes, more than the 2,600 that an index can keep"),
        key("k".repeat(2600), "k".repeat(2600)),
        // Identifiers.
        row("S1", "siretc", "732 829 320 00074", "73282932000074"),
        row("S2", "siretc", "732\u00A0829\u00A0320\u00A000074", "73282932000074"),
        row("S3", "siretc", "73282932000074.0", "73282932000074"),
        row("S4", "siretc", "542107651 13030", "54210765113030"),
        row("S5", "siretc", "542012000015", "00542012000015"),
        row("S6", "siretc", "  ", null),
        reject("S7", "siretc", "732829320", "siretc: '732829320' is no SIRET of 14 digits"),
        reject("S8", "siretc", "7.33E+13", "siretc: '7.33E+13' is no SIRET of 14 digits"),
        reject("S9", "siretc", "INCONNU", "siretc: 'INCONNU' is no SIRET of 14 digits"),
        // Texts.
        row("T1", "name", " a ", " a "),
        row("T2", "name", "\"a\"\"b\"", "a\"b"),
        row("T3", "name", "\uD83D\uDE00\uD83D\uDE00", "\uD83D\uDE00\uD83D\uDE00"),
        row("T4", "name", "\\N", "\\N"),
        row("T5", "name", "a\\tb", "a\\tb"),
        row("T6", "name", "\"\"", null),
        reject("T7", "name", "12345678901", "name: '12345678901' is longer than 10 characters"),
        reject(
            "T8",
            "name",
            "a\0b",
            "name: 'a\\u0000b' has a NUL character, which PostgreSQL can't keep"),
        reject("T9", "name", "a\"b", "wrong quotes: a quote within a field that is not quoted"),
        // Numbers.
        row("N1", "n", " ", null),
        row("N2", "n", "\u00A0", null),
        row("N3", "n", "12.0", "12"),
        row("N4", "n", "1e3", "1000"),
        row("N5", "big", "9223372036854775807", "9223372036854775807"),
        row("N6", "d", "-0.0", "-0"),
        row("N7", "d", "NaN", "NaN"),
        reject("N8", "n", "2147483648", "n: '2147483648' is no whole number"),
        reject("N9", "n", "1 234", "n: '1 234' is no whole number"),
        reject("N10", "n", "NULL", "n: 'NULL' is no whole number"),
        reject("N11", "n", "\u0661\u0662", "n: '\u0661\u0662' is no whole number"),
        reject("N12", "n", "1e999999999", "n: '1e999999999' is no whole number"),
        reject("N13", "d", "1e400", "d: '1e400' is no number"),
        reject("N14", "d", "1e-400", "d: '1e-400' is no number"),
        reject("N15", "d", "\"48,85\"", "d: '48,85' is no number"),
        reject("N16", "d", "0x1p3", "d: '0x1p3' is no number"),
        reject("N17", "d", "1d", "d: '1d' is no number"),
        reject("N18", "d", ".", "d: '.' is no number"),
        reject("N19", "d", "inf", "d: 'inf' is no number"),
        row("B1", "b", "OUI", "t"),
        reject("B2", "b", "2", "b: '2' is no boolean"),
        // Dates.
        row("D1", "dt", "0001-01-01", "0001-01-01 00:00:00.000000"),
        row("D2", "dt", "1582-10-10", "1582-10-10 00:00:00.000000"),
        row("D3", "dt", "1900-01-01", "1900-01-01 00:00:00.000000"),
        row("D4", "dt", "9999-12-31", "9999-12-31 00:00:00.000000"),
        row("D5", "dt", "1000-02-28 12:00:00", "1000-02-28 12:00:00.000000"),
        row("D6", "dt", "2026-03-29T02:30:00.123456", "2026-03-29 02:30:00.123456"),
        row("D7", "dt", "2026-01-02T00:00:00+01:00", "2026-01-01 23:00:00.000000"),
        reject("D8", "dt", "0000-01-01", "dt: '0000-01-01' is no date or time"),
        reject("D9", "dt", "-0044-03-15", "dt: '-0044-03-15' is no date or time"),
        reject("D10", "dt", "2026-02-31", "dt: '2026-02-31' is no date or time"),
        reject("D11", "dt", "01/02/2026", "dt: '01/02/2026' is no date or time"),
        reject("D12", "dt", "2026-11-30T23:59:60", "dt: '2026-11-30T23:59:60' is no date or time"),
        reject(
            "D13", "dt", "+10000-01-01T00:00:00", "dt: '+10000-01-01T00:00:00' is no date or time"),
        // Arrays, and what is wrong with the line.
        row("V1", "v", "\"{1,NULL,2.5}\"", "{1,NULL,2.5}"),
        reject("V2", "v", "\"{1,x}\"", "v: '{1,x}' is no array of numbers"),
        reject("V3", "v", "1", "v: '1' is no array of numbers"),
        new HostileRow("L1,x", null, "wrong number of fields: 2 instead of 9"),
        new HostileRow(
            "L2,,\"never closed,,,,,,", null, "wrong quotes: a quoted field is not closed"),
        new HostileRow("LAST,,,,,,,,", "LAST" + "|null".repeat(8), null));
  }

  private static HostileRow key(String written, String read) {
    return new HostileRow(line(Map.of("id", written)), read + "|null".repeat(8), null);
  }

  private static HostileRow reject(String key, String reason) {
    return new HostileRow(line(Map.of("id", key)), null, reason);
  }

  private static HostileRow reject(String key, String column, String written, String reason) {
    return new HostileRow(line(Map.of("id", key, column, written)), null, reason);
  }

  private static HostileRow row(String key, String column, String written, String read) {
    StringBuilder row = new StringBuilder(key);
    for (String name : COLUMNS.subList(1, COLUMNS.size())) {
      row.append('|').append(name.equals(column) ? read : null);
    }
    return new HostileRow(line(Map.of("id", key, column, written)), row.toString(), null);
  }

  private static String line(Map<String, String> values) {
    return String.join(
        ",", COLUMNS.stream().map(column -> values.getOrDefault(column, "")).toList());
  }
}
