package fr.recap.siret;

import fr.recap.siret.MatcherTrainer.Trained;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Wrong forms of a training with what stands on them and what speaks for their candidates. */
final class MatcherErrors {
  private static final List<String> OF_FORM =
      List.of(Rp.RS_X, Rp.ACTET_X, Rp.NOMVOI_X, Rp.CLT_X, Rp.CLT_C_C);
  private static final List<String> OF_ESTABLISHMENT =
      List.of(Sirus.DENOM, Sirus.ENSEIGNE_ET1, Sirus.ADR_ET_VOIE_LIB, Sirus.ADR_ET_L6);

  private MatcherErrors() {}

  /**
   * A wrong form.
   *
   * @param form its texts by column, those that are filled
   * @param probability said of the first establishment
   * @param said the first establishment
   * @param truth the true one; {@link Side#NONE} if the form has none
   * @param found whether the true one is among the candidates
   */
  record Shown(
      String cabbi,
      Map<String, String> form,
      double probability,
      Side said,
      Side truth,
      boolean found) {}

  /**
   * An establishment.
   *
   * @param text names, street and town
   * @param reasons what speaks for it, with "; " between; empty for nothing
   */
  record Side(String siret, String text, String reasons) {
    static final Side NONE = new Side("", "", "");
  }

  /**
   * The errors of a training, in their order; few rows of the two tables are read.
   *
   * @param forms as the database has them, with the columns of {@link Rp#TABLE}
   * @param register with the columns of {@link Sirus#TABLE}
   */
  static List<Shown> of(
      Trained trained, FeatureSet features, Dataset<Row> forms, Dataset<Row> register) {
    List<MatcherError> errors = trained.figures().errors();
    if (errors.isEmpty()) {
      return List.of();
    }
    Map<String, Map<String, String>> texts = new HashMap<>();
    for (Row row :
        forms
            .where(functions.col(Rp.CABBI).isin(errors.stream().map(MatcherError::cabbi).toArray()))
            .collectAsList()) {
      texts.put(row.getAs(Rp.CABBI), filled(row, OF_FORM));
    }
    Map<String, String> establishments = establishments(errors, register);
    MatchExplanation explanation = new MatchExplanation(features);
    List<Shown> shown = new ArrayList<>();
    for (MatcherError error : errors) {
      shown.add(
          new Shown(
              error.cabbi(),
              texts.getOrDefault(error.cabbi(), Map.of()),
              error.probability(),
              side(error.said().siret(), error.said(), trained, explanation, establishments),
              error.siret().isEmpty()
                  ? Side.NONE
                  : side(error.siret(), error.truth(), trained, explanation, establishments),
              error.truth() != null));
    }
    return shown;
  }

  private static Side side(
      String siret,
      ComparedCandidate candidate,
      Trained trained,
      MatchExplanation explanation,
      Map<String, String> establishments) {
    String reasons =
        candidate != null && trained.ranker() instanceof TreeRanker ranker
            ? explanation.of(candidate, ranker.trees())
            : "";
    return new Side(siret, establishments.getOrDefault(siret, ""), reasons);
  }

  private static Map<String, String> establishments(
      List<MatcherError> errors, Dataset<Row> register) {
    TreeSet<String> sirets = new TreeSet<>();
    errors.forEach(
        error -> {
          sirets.add(error.siret());
          sirets.add(error.said().siret());
        });
    int siren = 9;
    Object[] units =
        sirets.stream()
            .filter(siret -> siret.length() > siren)
            .map(siret -> siret.substring(0, siren))
            .distinct()
            .toArray();
    Map<String, String> texts = new HashMap<>();
    // By the unit alone: the server may have an index on it. Few units have many sites.
    for (Row row :
        register
            .where(functions.col(Sirus.SIRUS_ID).isin(units))
            .where(
                functions
                    .concat(functions.col(Sirus.SIRUS_ID), functions.col(Sirus.NIC))
                    .isin(sirets.toArray()))
            .collectAsList()) {
      String siret = row.<String>getAs(Sirus.SIRUS_ID) + row.<String>getAs(Sirus.NIC);
      texts.put(siret, String.join(", ", filled(row, OF_ESTABLISHMENT).values()));
    }
    return texts;
  }

  private static Map<String, String> filled(Row row, List<String> columns) {
    List<String> present = List.of(row.schema().fieldNames());
    Map<String, String> filled = new LinkedHashMap<>();
    for (String column : columns) {
      String text = present.contains(column) ? Objects.toString(row.getAs(column), "").strip() : "";
      if (!text.isEmpty()) {
        filled.put(column, text);
      }
    }
    return filled;
  }
}
