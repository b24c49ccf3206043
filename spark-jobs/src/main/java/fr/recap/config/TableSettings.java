package fr.recap.config;

import java.io.Serializable;
import java.util.List;

/** Names of the PostgreSQL tables; their columns are described in {@code fr.recap.tables}. */
public record TableSettings(
    TableName forms,
    TableName formsGeo,
    TableName trainingForms,
    TableName trainingFormsGeo,
    TableName sirus,
    TableName sirusGeo,
    TableName sirusProjections,
    TableName geocodingCache,
    TableName nomenclatures,
    TableName modalites,
    TableName truth,
    TableName monitoring,
    TableName noncodable,
    TableName biTopk,
    TableName results,
    TableName output,
    TableName lots,
    TableName individus,
    TableName lotsReprise,
    TableName vaguesReprise,
    TableName savedForms,
    TableName runManifest)
    implements Serializable {

  /** All of them. */
  public List<TableName> all() {
    return List.of(
        forms,
        formsGeo,
        trainingForms,
        trainingFormsGeo,
        sirus,
        sirusGeo,
        sirusProjections,
        geocodingCache,
        nomenclatures,
        modalites,
        truth,
        monitoring,
        noncodable,
        biTopk,
        results,
        output,
        lots,
        individus,
        lotsReprise,
        vaguesReprise,
        savedForms,
        runManifest);
  }

  static TableSettings read(Section section) {
    return new TableSettings(
        section.table("forms"),
        section.table("forms-geo"),
        section.table("training-forms"),
        section.table("training-forms-geo"),
        section.table("sirus"),
        section.table("sirus-geo"),
        section.table("sirus-projections"),
        section.table("geocoding-cache"),
        section.table("nomenclatures"),
        section.table("modalites"),
        section.table("truth"),
        section.table("monitoring"),
        section.table("noncodable"),
        section.table("bi-topk"),
        section.table("results"),
        section.table("output"),
        section.table("lots"),
        section.table("individus"),
        section.table("lots-reprise"),
        section.table("vagues-reprise"),
        section.table("saved-forms"),
        section.table("run-manifest"));
  }
}
