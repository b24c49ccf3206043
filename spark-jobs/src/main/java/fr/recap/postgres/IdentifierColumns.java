package fr.recap.postgres;

import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.Truth;
import fr.recap.udfs.codes.Identifier;
import java.util.Map;
import java.util.Optional;

/** Columns of the users' tables that hold identifiers of the register, by their names. */
final class IdentifierColumns {
  private static final Map<String, Identifier> KNOWN =
      Map.of(
          Sirus.SIRUS_ID, Identifier.SIREN,
          Sirus.NIC, Identifier.NIC,
          Sirus.NIC_SIEGE, Identifier.NIC,
          Rp.SIRETC, Identifier.SIRET,
          Rp.SIRETM, Identifier.SIRET,
          Rp.SIRET_DEC, Identifier.SIRET,
          Truth.SIRET, Identifier.SIRET);

  private IdentifierColumns() {}

  /** What a column holds, if it is known to hold identifiers. */
  static Optional<Identifier> of(String column) {
    return Optional.ofNullable(KNOWN.get(column));
  }

  /** Whether a row is refused for what is none; other tables than ours may have a column siret. */
  static boolean isStrict(String column) {
    return !column.equals(Truth.SIRET);
  }
}
